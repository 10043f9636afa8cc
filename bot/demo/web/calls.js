// What the page asks of its server and what it gets, for whoever must know or change it.

export const ACTION = "/api/action";
/** Functions that get an action before it is sent, and return it or another one. */
export const rewrites = [];
/** Functions that get each path, the action sent there (or null), and the response. */
export const listeners = [];

function actionOf(path, body) {
  if (path !== ACTION) return null;
  const text = body instanceof FormData ? body.get("payload") : body;
  return typeof text === "string" ? JSON.parse(text) : null;
}

const { fetch } = window;
window.fetch = async (path, options) => {
  let action = actionOf(path, options?.body);
  if (action && typeof options.body === "string") {
    action = rewrites.reduce((sent, rewrite) => rewrite(sent), action);
    options = { ...options, body: JSON.stringify(action) };
  }
  try {
    const response = await fetch(path, options);
    for (const listen of listeners) await listen(path, action, response.clone());
    return response;
  } catch (error) {
    if (error.name !== "AbortError") for (const listen of listeners) await listen(path, action, null);
    throw error;
  }
};

"""What a message's components may be: which stands where, how long, how many, each id once."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from tests.discord.errors import Path, Problems
from tests.discord.state import SELECTS

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, SECTION, TEXT, THUMBNAIL = 1, 2, 3, 4, 9, 10, 11
GALLERY, FILE, SEPARATOR, CONTAINER = 12, 13, 14, 17
LINK, PREMIUM = 5, 6
MOST_COMPONENTS, MOST_TEXT, MOST_BUTTONS, MOST_OPTIONS, MOST_ROWS = 40, 4_000, 5, 25, 5
LONGEST_ID, LONGEST_LABEL, LONGEST_OPTION, LONGEST_PLACEHOLDER, LONGEST_URL, LONGEST_ALT = (
    100,
    80,
    100,
    150,
    512,
    1024,
)
LAST_COLOUR = 0xFFFFFF
INSIDE: Final = frozenset({ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR})
OUTSIDE: Final = INSIDE | {CONTAINER}

Json = Mapping[str, Any]


class ComponentCheck:
    """Goes once through the components of a message, or of a modal's labels."""

    def __init__(self, problems: Problems, files: Collection[str] = ()) -> None:
        """Note into `problems`; `files` are the names that `attachment://` may mean."""
        self.problems = problems
        self._files = files
        self._custom_ids: set[str] = set()
        self._ids: set[int] = set()
        self._count = 0
        self._text = 0
        self._checks: Mapping[int, Callable[[Json, Path], None]] = {
            ROW: self._row,
            BUTTON: self._button,
            SECTION: self._section,
            TEXT: self.text,
            CONTAINER: self._container,
            GALLERY: self._media,
            THUMBNAIL: self._media,
            FILE: self._media,
        }

    def message(self, components: Any, at: Path, *, v2: bool) -> None:
        """Note all that is wrong with a message's components, of the one kind or the other."""
        if not isinstance(components, list):
            self.problems.add(at, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return
        if not v2 and len(components) > MOST_ROWS:
            self._bad_length(at, 0, MOST_ROWS)
        self._each(components, at, OUTSIDE if v2 else frozenset({ROW}))
        if v2 and self._count > MOST_COMPONENTS:
            said = f"The total number of components must be at most {MOST_COMPONENTS}, not {self._count}."
            self.problems.add(at, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", said)
        if v2 and self._text > MOST_TEXT:
            said = f"The text of all components must be at most {MOST_TEXT} characters, not {self._text}."
            self.problems.add(at, "COMPONENT_MAX_TOTAL_TEXT_SIZE_EXCEEDED", said)

    def custom_id(self, one: Json, at: Path) -> None:
        """Note a custom id that is missing, too long, or another's."""
        custom_id = one.get("custom_id")
        if self.problems.too_long((*at, "custom_id"), custom_id, LONGEST_ID, 1) or custom_id is None:
            return
        if custom_id in self._custom_ids:
            self.problems.add(
                (*at, "custom_id"),
                "COMPONENT_CUSTOM_ID_DUPLICATED",
                "Component custom id cannot be duplicated",
            )
        self._custom_ids.add(custom_id)

    def select(self, one: Json, at: Path) -> None:
        """Note all that is wrong with a select."""
        self.custom_id(one, at)
        self._optional(one, at, "placeholder", LONGEST_PLACEHOLDER)
        least, most = [1 if one.get(key) is None else one[key] for key in ("min_values", "max_values")]
        if not 0 <= least <= MOST_OPTIONS or not 1 <= most <= MOST_OPTIONS or least > most:
            self.problems.add(
                (*at, "max_values"), "NUMBER_TYPE_MAX", "min_values and max_values must be within 0 to 25"
            )
        if one["type"] == STRING_SELECT:
            self.options(one.get("options"), (*at, "options"), 1, MOST_OPTIONS, most)

    def options(self, options: Any, at: Path, least: int, most: int, chosen: int) -> None:
        """Note all that is wrong with what may be chosen."""
        if not isinstance(options, list) or not least <= len(options) <= most:
            self._bad_length(at, least, most)
            return
        values: set[str] = set()
        for number, option in enumerate(options):
            self.problems.too_long((*at, number, "label"), option.get("label"), LONGEST_OPTION, 1)
            self.problems.too_long((*at, number, "value"), option.get("value"), LONGEST_OPTION, 1)
            self._optional(option, (*at, number), "description", LONGEST_OPTION)
            if option.get("value") in values:
                self.problems.add(
                    (*at, number, "value"),
                    "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                    "The specified option value is already used",
                )
            values.add(option.get("value"))
        if sum(bool(option.get("default")) for option in options) > chosen:
            self.problems.add(
                at, "SELECT_COMPONENT_TOO_MANY_DEFAULT_OPTIONS", "There are more defaults than max_values"
            )

    def text(self, one: Json, at: Path) -> None:
        """Note a text display that says nothing, and count what it says."""
        self._text += (
            0
            if self.problems.too_long((*at, "content"), one.get("content"), MOST_TEXT, 1)
            else len(one["content"])
        )

    def _each(self, components: Any, at: Path, allowed: Collection[int]) -> None:
        for number, one in enumerate(components):
            self._one(one, (*at, number), allowed)

    def _one(self, one: Any, at: Path, allowed: Collection[int]) -> None:
        kind: Any = one.get("type") if isinstance(one, dict) else None
        if kind not in allowed:
            said = f'Value of field "type" must be one of {tuple(sorted(allowed))}.'
            self.problems.add(at, "UNION_TYPE_CHOICES", said)
            return
        self._count += 1
        number = one.get("id") or 0
        if number in self._ids:
            self.problems.add((*at, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
        if number:
            self._ids.add(number)
        if kind in SELECTS:
            self.select(one, at)
        elif kind in self._checks:
            self._checks[kind](one, at)

    def _row(self, one: Json, at: Path) -> None:
        inside = one.get("components") or ()
        has_select = any(isinstance(child, dict) and child.get("type") in SELECTS for child in inside)
        self._children(one, at, 1, 1 if has_select else MOST_BUTTONS, SELECTS | {BUTTON})

    def _section(self, one: Json, at: Path) -> None:
        self._children(one, at, 1, 3, {TEXT})
        if "accessory" not in one:
            self.problems.add((*at, "accessory"), "BASE_TYPE_REQUIRED", "This field is required")
        else:
            self._one(one["accessory"], (*at, "accessory"), {BUTTON, THUMBNAIL})

    def _container(self, one: Json, at: Path) -> None:
        if not 0 <= (one.get("accent_color") or 0) <= LAST_COLOUR:
            said = f"int value should be less than or equal to {LAST_COLOUR}."
            self.problems.add((*at, "accent_color"), "NUMBER_TYPE_MAX", said)
        self._children(one, at, 1, MOST_COMPONENTS, INSIDE)

    def _button(self, one: Json, at: Path) -> None:
        style = one.get("style")
        if style not in range(1, PREMIUM + 1):
            self.problems.add((*at, "style"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}.")
        if style == LINK:
            self.problems.too_long((*at, "url"), one.get("url"), LONGEST_URL, 1)
        elif style != PREMIUM:
            self.custom_id(one, at)
        if style in (LINK, PREMIUM) and "custom_id" in one:
            self.problems.add(
                (*at, "custom_id"),
                "BUTTON_COMPONENT_CUSTOM_ID_AND_URL_MUTUALLY_EXCLUSIVE",
                "A custom id and url cannot both be specified",
            )
        self._optional(one, at, "label", LONGEST_LABEL)
        if style != PREMIUM and not one.get("label") and not one.get("emoji"):
            self.problems.add(at, "BUTTON_COMPONENT_INVALID", "A button needs a label or an emoji")

    def _media(self, one: Json, at: Path) -> None:
        if one["type"] == GALLERY:
            items = one.get("items")
            if not isinstance(items, list) or not 1 <= len(items) <= 10:
                self._bad_length((*at, "items"), 1, 10)
                return
            for number, item in enumerate(items):
                self._source(item, (*at, "items", number), "media")
        else:
            self._source(one, at, "file" if one["type"] == FILE else "media")

    def _source(self, one: Json, at: Path, key: str) -> None:
        self._optional(one, at, "description", LONGEST_ALT)
        url = (one.get(key) or {}).get("url") or ""
        if url.startswith("attachment://"):
            if url.removeprefix("attachment://") not in self._files:
                self.problems.add(
                    (*at, key, "url"),
                    "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
                    f"The referenced attachment {url} was not found",
                )
        elif key == "file" or not url.startswith(("http://", "https://")):
            self.problems.add(
                (*at, key, "url"),
                "URL_TYPE_INVALID_SCHEME",
                "The scheme must be one of ('http', 'https', 'attachment').",
            )

    def _children(self, one: Json, at: Path, least: int, most: int, allowed: Collection[int]) -> None:
        inside = one.get("components")
        if not isinstance(inside, list) or not least <= len(inside) <= most:
            self._bad_length((*at, "components"), least, most)
        if isinstance(inside, list):
            self._each(inside, (*at, "components"), allowed)

    def _optional(self, one: Json, at: Path, key: str, most: int) -> None:
        if one.get(key) is not None:
            self.problems.too_long((*at, key), one[key], most)

    def _bad_length(self, at: Path, least: int, most: int) -> None:
        self.problems.add(at, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

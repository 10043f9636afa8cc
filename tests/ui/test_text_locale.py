"""Private replies speak the reader's language, public ones the server's."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
import simcord

from bot.ui.text import LOCALES, Catalogues
from tests.ui.acting import set_aside
from tests.ui.catalogue_files import write_catalogue
from tests.ui.plain_rounds import a_question
from tests.ui.typing_in import types
from tests.ui.world import World, labels, lobby_of, texts

ITALIAN = """
msgid "button.next"
msgstr "Avanti"

msgid "button.show_everyone"
msgstr "Mostra a tutti"

msgid "call.fact"
msgstr "Realtà"

msgid "certainty.known"
msgstr "Certo"

msgid "command.story.read"
msgstr "Leggi un capitolo per conto tuo"

msgid "daily_letter.title"
msgstr "## La cartolina del giorno è in pausa"

msgid "heard.legend"
msgstr ""
"leggenda o realtà\\n"
"vero o falso"

msgid "help.title"
msgstr "## Che cosa faccio"

msgid "legend.title"
msgstr "## Leggenda o realtà?"

msgid "legend.nobody_voted"
msgstr "-# Nessuno ha votato."

msgid "legend.votes"
msgid_plural "legend.votes.many"
msgstr[0] "-# Un voto finora."
msgstr[1] "-# {n} voti finora."

msgid "lobby.title"
msgstr "## {title}: quiz"

msgid "period.all"
msgstr "di sempre"

msgid "question.noted"
msgstr "**{answer}**: annotato; fino alla fine puoi cambiare."

msgid "refusal.wrong_channel"
msgstr "Non qui. Prova in {channels}."

msgid "scores.title"
msgstr "## Classifica: {period}, {measure}"
"""


@pytest.fixture
def catalogues(tmp_path: Path) -> Catalogues:
    """English in full, and some Italian."""
    folder = tmp_path / "locales"
    copytree(LOCALES / "en", folder / "en")
    return Catalogues.load(write_catalogue(folder, "it", ITALIAN))


Speak = Callable[..., None]


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> Speak:
    """Sets the language of a person's Discord, or of the server where no person is named."""
    original = simcord.interactions.base_payload
    languages: dict[int | None, str] = {}

    def spoken(*arguments, **given):
        record, payload = original(*arguments, **given)
        payload["locale"] = languages.get(given["user_id"], "en-US")
        if "guild_locale" in payload:
            payload["guild_locale"] = languages.get(None, "en-US")
        return record, payload

    def choose(locale: str, person: simcord.MemberActor | simcord.UserHandle | None = None) -> None:
        languages[None if person is None else person.id] = locale

    monkeypatch.setattr(simcord.interactions, "base_payload", spoken)
    return choose


async def claim(world: World, asker: simcord.MemberActor) -> simcord.ResponseMessage:
    posted = (await asker.slash(world.channel, "legend")).response
    assert posted is not None
    return posted


# In private


async def test_a_private_reply_is_in_its_reader_s_language(world, ada, bruno, speak):
    speak("it", ada)
    page = (await ada.slash(world.channel, "story read")).response
    assert "Avanti" in labels(page)
    await ada.click(page, label="Avanti")
    assert "Avanti" in labels(page)
    assert "Next" in labels((await bruno.slash(world.channel, "story read")).response)


async def test_a_private_reply_is_in_its_reader_s_language_in_a_server_of_another(world, ada, speak):
    speak("it")
    assert "Next" in labels((await ada.slash(world.channel, "story read")).response)


async def test_a_refusal_is_in_its_reader_s_language(world, ada, bruno, carla, speak):
    speak("it", bruno)
    await set_aside(world, ada, "stories", world.channel)
    said = texts((await bruno.slash(world.elsewhere, "anecdote")).response)
    assert said == f"Non qui. Prova in {world.channel.mention}."
    assert "welcome" in texts((await carla.slash(world.elsewhere, "anecdote")).response)


@pytest.mark.parametrize("kinds", [frozenset({"text"})], ids=["a name"])
async def test_a_typed_answer_is_acknowledged_in_its_typist_s_language(world, ada, bruno, carla, speak):
    speak("it", bruno)
    board = await a_question(world, ada, bruno, carla)
    said = texts((await types(bruno, board, "Moss")).response)
    assert said == "**Moss**: annotato; fino alla fine puoi cambiare."
    assert "noted" in texts((await types(carla, board, "Moss")).response)


async def test_what_a_language_lacks_is_said_in_english(world, ada, speak):
    speak("it", ada)
    helped = (await ada.slash(world.channel, "help")).response
    await ada.click(helped, label="All commands")
    shown = texts(helped)
    assert "## Che cosa faccio" in shown
    assert "Leggi un capitolo per conto tuo" in shown
    assert "The chapters, and how far you have read" in shown
    assert "command." not in shown


@pytest.mark.parametrize("locale", ["en-GB", "pt-BR", "zh-CN"])
async def test_a_language_without_a_catalogue_is_answered_in_english(world, ada, speak, locale):
    speak(locale, ada)
    assert "Next" in labels((await ada.slash(world.channel, "story read")).response)


# In public


async def test_what_all_hear_is_in_the_server_s_language(world, ada, speak):
    speak("it")
    told = texts((await ada.slash(world.channel, "anecdote", about="Isetta")).response)
    assert "Certo" in told.splitlines()[-1]
    assert "Leggenda o realtà?" in texts(await claim(world, ada))
    assert "Mille Miglia: quiz" in texts((await ada.slash(world.channel, "trivia start")).response)


async def test_what_all_hear_is_not_in_the_language_of_who_asked(world, ada, speak):
    speak("it", ada)
    assert "Legend or fact?" in texts(await claim(world, ada))
    assert "Mille Miglia: trivia" in texts((await ada.slash(world.channel, "trivia start")).response)


async def test_a_vote_redraws_the_claim_in_its_own_language(world, ada, bruno, speak):
    speak("it")
    message = await claim(world, ada)
    speak("en-US")
    await bruno.click(message, label="Realtà")
    assert "Un voto finora" in texts(message)


async def test_a_verdict_after_a_restart_is_in_the_language_of_its_claim(world, ada, speak, restart):
    speak("it")
    message = await claim(world, ada)
    await restart(downtime=60)
    await world.wait(1)
    assert "Nessuno ha votato" in texts(message)


async def test_scores_speak_to_their_asker_and_then_to_all(world, ada, bruno, speak):
    board = await lobby_of(world, ada, bruno, questions=3)
    await world.wait(30)
    for _ in range(3):
        await ada.click(board, custom_id=world.right_answer(board))
        await bruno.click(board, custom_id=world.right_answer(board))
        await world.wait(1)
    speak("it", ada)
    private = await ada.slash(world.channel, "scores")
    assert "Classifica: di sempre" in texts(private.response)
    public = await ada.click(private.response, label="Mostra a tutti")
    assert "Leaderboard: all time" in texts(public.response)


async def test_in_direct_messages_all_is_in_the_reader_s_language(world, speak):
    dora = world.env.create_user("dora")
    speak("it", dora)
    assert "Leggenda o realtà?" in texts((await dora.slash("legend")).response)


# What Discord shows while somebody types


async def test_a_command_is_described_in_each_language_that_has_it(world):
    story = world.env.backend.find_command("story", None)
    assert story is not None
    read = next(option for option in story["options"] if option["name"] == "read")
    assert read["description"] == "Read a chapter by yourself; goes on where you left off"
    assert read["description_localizations"]["it"] == "Leggi un capitolo per conto tuo"
    assert "it" not in story["description_localizations"]


async def test_who_writes_is_answered_in_the_language_of_their_last_press_and_understood_in_both(
    world, speak
):
    carla = world.env.create_user("carla", global_name="Carla")

    async def written(text: str) -> str:
        await world.wait(3)
        await carla.send_dm(text)
        last = max(world.env.backend.messages[carla.dm_channel.id].values(), key=lambda one: one.id)
        return texts(simcord.ResponseMessage(world.env, last))

    assert "## Ciao!" in await written("hello")
    assert "Che" not in await written("leggenda o realtà")
    speak("it", carla)
    await carla.slash("help")
    assert "## Leggenda o realtà?" in await written("leggenda o realtà")
    assert "## Leggenda o realtà?" in await written("legend or fact")

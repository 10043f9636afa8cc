from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.core.packs.faults import Fault, FaultKey
from bot.settings import Settings, read_settings

EXAMPLE = Path(__file__).parents[1] / "config.example.yaml"
TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAw.GhIjKl.abcdefghijklmnopqrstuvwxyz"  # noqa: S105 - nobody's token


@pytest.fixture
def config(tmp_path):
    return tmp_path / "config.yaml"


def faults_of(config: Path, text: str, **environ: str) -> list[Fault]:
    config.write_text(text, encoding="utf-8")
    _settings, faults = read_settings(config, environ)
    assert faults
    return list(faults)


def settings_of(config: Path, text: str, **environ: str) -> Settings:
    config.write_text(text, encoding="utf-8")
    settings, faults = read_settings(config, environ)
    assert not faults
    return settings


def test_without_a_file_everything_has_its_default(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert read_settings(None, {}) == (Settings(), ())


def test_config_yaml_is_read_where_no_file_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_text("log_level: DEBUG\n")

    settings, faults = read_settings(None, {})

    assert not faults
    assert settings.log_level == "DEBUG"


def test_the_example_holds_every_key_with_its_default():
    example = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))

    assert example == Settings().model_dump(mode="json")


def test_the_example_is_sound_as_it_is():
    assert read_settings(EXAMPLE, {}) == (Settings(), ())


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "trivia:\ndatabase:\n", "trivia:\n  seconds:\n"])
def test_a_key_without_a_value_has_its_default(config, text):
    assert settings_of(config, text) == Settings()


def test_the_variable_goes_before_the_file(config):
    settings = settings_of(config, "token: other\n", DISCORD_TOKEN=f" {TOKEN}\n")

    assert settings.token is not None
    assert settings.token.get_secret_value() == TOKEN


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_blank_token_is_none_at_all(config, blank):
    assert settings_of(config, f"token: '{blank}'\n", DISCORD_TOKEN=blank).token is None


@pytest.mark.parametrize(
    ("text", "line", "where", "key"),
    [
        ("\ndatabse: x\n", 2, "databse", FaultKey.UNKNOWN_KEY),
        ("trivia:\n  secnds: 20\n", 2, "trivia.secnds", FaultKey.UNKNOWN_KEY),
        ("trivia:\n  seconds: 7\n", 2, "trivia.seconds", FaultKey.AT_LEAST),
        ("trivia:\n  questions: 31\n", 2, "trivia.questions", FaultKey.AT_MOST),
        ("trivia:\n  lobby_seconds: long\n", 2, "trivia.lobby_seconds", FaultKey.NOT_WHOLE),
        ("trivia:\n  lobby_seconds: yes\n", 2, "trivia.lobby_seconds", FaultKey.NOT_WHOLE),
        ("trivia:\n  seconds: 024\n", 2, "trivia.seconds", FaultKey.READ_OTHERWISE),
        ("demo: 8357\n", 1, "demo", FaultKey.NOT_KEYS),
        ("demo:\n  port: 80\n", 2, "demo.port", FaultKey.AT_LEAST),
        ("stories: 5\n", 1, "stories", FaultKey.NOT_TEXT),
        ("database: ' '\n", 1, "database", FaultKey.TEXT_TOO_SHORT),
        ("log_level: LOUD\n", 1, "log_level", FaultKey.NOT_ONE_OF),
        ("log_level: INFO\nlog_level: DEBUG\n", 2, "log_level", FaultKey.DUPLICATE_KEY),
        ("token: two words\n", 1, "token", FaultKey.NOT_TOKEN),
        ("token: 12345\n", 1, "token", FaultKey.NOT_TEXT),
        ("just words\n", 1, "", FaultKey.NOT_KEYS),
        ("demo:\n\tport: 80\n", 2, "", FaultKey.TAB),
    ],
)
def test_a_bad_setting_names_its_file_line_and_key(config, text, line, where, key):
    (fault,) = faults_of(config, text)

    assert (fault.file, fault.line, fault.where, fault.key) == (config.as_posix(), line, where, key)


def test_an_unknown_key_is_told_with_the_nearest(config):
    (fault,) = faults_of(config, "trivia:\n  secnds: 20\n")

    assert fault.values == {"nearest": "seconds"}


def test_a_file_that_was_named_must_be_there(config):
    _settings, faults = read_settings(config, {})

    assert [(fault.file, fault.key) for fault in faults] == [(config.as_posix(), FaultKey.MISSING_FILE)]


def test_a_bad_variable_is_told_by_its_name(config):
    (fault,) = faults_of(config, "token: other\n", DISCORD_TOKEN=f"Bot {TOKEN}")

    assert (fault.file, fault.line, fault.where, fault.key) == ("DISCORD_TOKEN", None, "", FaultKey.NOT_TOKEN)


def test_all_faults_are_told_in_the_order_of_lines(config):
    faults = faults_of(config, "demo: []\ntoken: a b\nlog_level: 1\ntrivia: {seconds: 1, rounds: 2}\n")

    assert [(fault.line, fault.where) for fault in faults] == [
        (1, "demo"),
        (2, "token"),
        (3, "log_level"),
        (4, "trivia.seconds"),
        (4, "trivia.rounds"),
    ]


def test_the_sound_settings_stand_beside_the_faults(config):
    config.write_text("stories: tales\nlog_level: LOUD\n")

    settings, faults = read_settings(config, {})

    assert (settings.stories, settings.log_level, len(faults)) == (Path("tales"), "INFO", 1)


@pytest.mark.parametrize(
    "text",
    [
        f"token: [{TOKEN}]\n",
        f"token: {{{TOKEN}: }}\n",
        f"token: {{{TOKEN}: 1, {TOKEN}: 2}}\n",
        f"token: Bot {TOKEN}\n",
        f"token: *{TOKEN}\n",
        f"token: &{TOKEN}\n",
        f"token: !{TOKEN} x\n",
        f"token: !{TOKEN}!a x\n",
        f"token: '{TOKEN}\n",
        f"token:{TOKEN}\n",
        f"token:{TOKEN}\ndatabase: x\n",
        f"{{token:{TOKEN}}}\n",
        f"{TOKEN}:\n",
        f"tokn: {TOKEN}\n",
        f"demo: {TOKEN}\n",
        f"log_level: {TOKEN}\n",
        f"trivia:\n  seconds: {TOKEN}\n",
        f"demo:\n  {TOKEN}: 1\n",
    ],
)
@pytest.mark.parametrize("with_c", [True, False])
def test_no_fault_ever_shows_the_token(config, monkeypatch, text, with_c):
    monkeypatch.setattr(yaml, "__with_libyaml__", with_c)

    told = repr(faults_of(config, text))

    assert not [part for part in TOKEN.split(".") if part in told]


def test_settings_never_show_their_token(config):
    settings = settings_of(config, f"token: {TOKEN}\n")

    shown = f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"

    assert TOKEN not in shown


@hypothesis_settings(deadline=None)
@given(text=st.text() | st.binary())
def test_whatever_the_file_holds_is_settings_or_faults(tmp_path_factory, text):
    config = tmp_path_factory.mktemp("settings") / "config.yaml"
    config.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))

    settings, faults = read_settings(config, {})

    assert Settings.model_validate(settings.model_dump()) == settings
    assert {fault.file for fault in faults} <= {config.as_posix()}

import logging

import pytest

from tests.ui.acting import Look, press, seen_by
from tests.ui.faults import code_told, fault_logged, rows, without
from tests.ui.world import texts

CALLBACK = "/interactions/*/callback"


# Faults


async def test_a_fault_in_a_command_gives_its_reader_a_code_that_is_in_the_log(
    world, ada, database_file, caplog
):
    with without(database_file, "bookmarks"):
        answered = await ada.slash(world.channel, "story read")
    assert "Something went wrong on my side" in texts(answered.response)
    logged = fault_logged(world, caplog)
    assert logged.getMessage() == f"fault {code_told(answered)} in /story read"
    assert "no such table: bookmarks" in str(logged.exc_info)


async def test_a_fault_in_a_control_gives_its_reader_a_code_that_is_in_the_log(
    world, ada, database_file, caplog
):
    page = (await ada.slash(world.channel, "story read")).response
    before = Look.at(page)
    with without(database_file, "bookmarks"):
        answered = await ada.click(page, label="Next")
    logged = fault_logged(world, caplog)
    assert logged.getMessage() == f"fault {code_told(answered)} in rd:{world.pack.chapters[0].id}:1"
    assert Look.at(page) == before


async def test_a_value_error_inside_a_handler_is_a_fault_and_not_an_old_id(world, ada, caplog, monkeypatch):
    page = (await ada.slash(world.channel, "story read")).response
    monkeypatch.setattr("bot.ui.stories.reader.controls.page_layout", lambda *_: int("x"))
    answered = await ada.click(page, label="Next")
    assert code_told(answered) in fault_logged(world, caplog).getMessage()


async def test_two_faults_have_two_codes(world, ada, database_file, caplog):
    codes = set()
    with without(database_file, "bookmarks"):
        for _ in range(2):
            codes.add(code_told(await ada.slash(world.channel, "story read")))
            fault_logged(world, caplog)
    assert len(codes) == 2


async def test_after_a_fault_the_bot_goes_on(world, ada, database_file, caplog):
    with without(database_file, "bookmarks"):
        await ada.slash(world.channel, "story read")
    fault_logged(world, caplog)
    assert world.pack.chapters[0].title in texts((await ada.slash(world.channel, "story read")).response)


async def test_a_fault_is_told_to_its_reader_alone(world, ada, bruno, database_file, caplog):
    with without(database_file, "seen"):
        code_told(await ada.slash(world.channel, "anecdote"))
    fault_logged(world, caplog)
    assert seen_by(world, bruno) == []


async def test_an_answer_that_discord_refuses_is_a_fault_with_a_code(world, ada, caplog):
    world.env.inject_error("POST", CALLBACK, status=400, code=50035)
    answered = await ada.slash(world.channel, "about")
    assert code_told(answered) in fault_logged(world, caplog).getMessage()


async def test_an_answer_that_comes_too_late_is_no_fault(world, ada, caplog):
    page = (await ada.slash(world.channel, "story read")).response
    world.env.inject_error("POST", CALLBACK, status=404, code=10062)
    with caplog.at_level(logging.WARNING):
        await ada.click(page, label="Next")
    assert "was answered too late" in caplog.text
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_a_verdict_that_discord_does_not_take_is_logged(world, ada, caplog):
    await ada.slash(world.channel, "legend")
    world.env.inject_error("PATCH", "*", status=400, code=50035)
    await world.wait(46)
    assert "the verdict of ballot 1 was not shown" in fault_logged(world, caplog).getMessage()


# Ids that are none of ours


@pytest.mark.parametrize("custom_id", ["", ":", "nope", "nope:1:2", "TJ:1", "cantastorie"])
async def test_an_unknown_id_is_answered(world, ada, bruno, custom_id):
    message = (await ada.slash(world.channel, "anecdote")).response
    answered = await press(world, bruno, custom_id, on=message)
    assert answered.ephemeral
    assert "type the command again" in texts(answered.response)


@pytest.mark.parametrize(
    "custom_id",
    [
        *("tq:x:y:z", "tq:1:2", "tq", "tq:1:1:0:0", "tq:1:1.5:0", "tq:::", "tm:1", "tm:1:x"),
        *(
            "tj",
            "tj:",
            "tj:x",
            "tj:1:2",
            "tj:99999999999999999999",
            "tl:-99999999999999999999",
            "tb:²",
            "tr: ",
        ),
        *("tj:7", "tl:7", "tb:7", "tq:7:1:0", "tm:7:1", "tr:7", "tj:-1"),
        *("rd:nope:99", "rd:nope", "rd:the-kiss-in-rome:x", "rd:the-kiss-in-rome:1:1", "rs:1", "rg:1", "rc:"),
        *("lv:7:fact", "lv:x:fact", "lv:1", "lr:x", "lr:7", "lr"),
        *("sc:year:distance:0", "sc:all:speed:0", "sc:all:distance:x", "sc:all:distance", "ss:::", "ss"),
        *("sp:speed", "sm:year", "sp", "sm:all:all"),
        *("tk", "tk:", "tk:nope", "tk:quiz:1", "qa:the-first-start:1:0"),
        *("pa:7:1:0", "pa:x:1:0", "pa:7:1", "pn:7:1", "pn:7", "po:7:1", "po:7:x", "pt:7:1"),
        *("pr:nope", "pr", "pr:", "pr:@nope", "pc:1", "pa", "pn:99999999999999999999:1"),
        *("ql:nope:fact", "ql:x", "cl:1"),
        *("cp:", "cp:nope", "cp", "cc:nope", "cc:", "cr:1", "cq:1", "cs:1", "cx:1"),
    ],
)
async def test_an_id_with_rubbish_in_it_is_answered_privately_and_changes_nothing(
    world, ada, bruno, database_file, custom_id
):
    message = (await ada.slash(world.channel, "anecdote")).response
    look, before = Look.at(message), rows(database_file)
    answered = await press(world, ada, custom_id, on=message, values=["all"])
    assert answered.ephemeral
    assert "type the command again" in texts(answered.response)
    assert Look.at(message) == look
    assert rows(database_file) == before
    assert seen_by(world, bruno) == [message.id]

"""The letters of the story's own map questions."""

from itertools import combinations
from pathlib import Path

from bot.content.loading import load_pack
from bot.core.packs.pack import StoryPack
from bot.core.packs.quiz import MapQuestion
from bot.core.trivia.asking.questions import AskedMap, ask
from bot.pictures.map.layout import What
from bot.pictures.map.route_map import RouteMap
from bot.pictures.map.scene import Scene
from tests.core.builders import chance

STORIES = Path(__file__).parents[3] / "stories"


def test_every_map_question_has_all_its_letters_and_none_lies_on_another():
    pack = load_pack(STORIES / "mille-miglia")
    assert isinstance(pack, StoryPack)
    assert pack.route is not None
    route = RouteMap(pack.route)
    questions = [one for one in pack.questions if isinstance(one, MapQuestion)]
    assert questions
    for question in questions:
        asked = ask(question, chance(), pack)
        assert isinstance(asked, AskedMap)
        layout = route.lay_out(Scene("Where is it?", "Find the letter", letters=asked.letters))
        discs = dict(layout.of(What.LETTER))
        assert set(discs) == set(asked.answers)
        assert not [pair for pair in combinations(discs.values(), 2) if pair[0].box.meets(pair[1].box)]

import pytest
from tests.ui.conftest import *
from tests.ui.plain_rounds import a_question
from tests.ui.typing_in import types, question_on, opens
from tests.ui.world import texts, labels, answers
@pytest.mark.parametrize("kinds",[frozenset({"number"}),frozenset({"text"}),frozenset({"map"})])
async def test_show(world, ada, bruno, kinds):
    b=await a_question(world, ada, bruno)
    q=question_on(world,b)
    if "map" in kinds:
        for p,i in ((ada,0),(bruno,1)): await p.click(b,custom_id=answers(b)[i])
    else:
        m=(await opens(ada,b)).modal; print(m)
        r=str(int(q.answer)) if "number" in kinds else q.answers[0]
        await types(ada,b,r); print(texts(b)); await types(bruno,b,"3")
        print(texts((await bruno.click(b,label="My answer")).response))
    print(texts(b), labels(b)); await world.wait(1); print("----"); print(texts(b))

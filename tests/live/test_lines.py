"""A frame that is the same for many is encoded once and written as it is."""

import pytest
from websockets.frames import Frame, Opcode

from core.live import push
from core.live.lines import framed
from tests.live.conftest import JOINED


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 200_000])
def test_a_frame_is_what_the_protocol_says_at_every_size(size):
    text = "ü" * (size // 2) + "x" * (size % 2)
    assert framed(text) == Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


@pytest.mark.parametrize("size", [1, 126, 70_000])
def test_text_of_every_size_arrives_in_the_order_it_was_said(north, live, size):
    order = north.draft()
    with live.open(north, north.editor, f"chat:{order.pk}") as edda:
        assert edda.next() == JOINED
        said = [f"<p>{turn}{'é' * size}</p>" for turn in range(5)]
        for html in said:
            push(north.company.pk, f"chat:{order.pk}", html)
        assert [edda.next() for _ in said] == said


def test_what_a_reader_was_slow_for_comes_before_what_is_said_later(north, live):
    order = north.draft()
    with live.open(north, north.editor, f"chat:{order.pk}", max_queue=1) as edda:
        assert edda.next() == JOINED
        said = [f"<p>{turn}{'x' * 60_000}</p>" for turn in range(150)]
        for html in said:
            push(north.company.pk, f"chat:{order.pk}", html)
        assert [edda.next() for _ in said] == said

import io

import pytest
from PIL import Image

from tonomo.demo.content.harbor import HARBOR
from tonomo.demo.content.lakeshore import LAKESHORE
from tonomo.demo.pictures import MOTIFS, draw


def test_every_service_and_package_has_a_motif():
    shown = {one.picture for c in (LAKESHORE, HARBOR) for one in (*c.services, *c.packages)}
    assert shown <= MOTIFS


@pytest.mark.parametrize("motif", ["house", "plan3d"])
def test_a_picture_is_small_and_the_same_every_time(motif):
    drawn = draw(motif)
    with Image.open(io.BytesIO(drawn)) as picture:
        assert (picture.size, picture.format) == ((1280, 850), "PNG")
    assert len(drawn) < 40_000
    draw.cache_clear()
    assert draw(motif) == drawn

from activity.drawings import drawing
from activity.models import Activity
from activity.wording import marked_sentence, sentence, word

word("test.moved", "{actor} moved {line} from {before} to {after}")
word("test.priced", "{actor} added {line} for {total}", discreet="{actor} added {line}")
word("test.plain", "It rained <again>")


def done(verb, **data):
    return Activity(company_id=1, verb=verb, actor_name="Ann <b>", data=data)


def test_a_verb_reads_as_its_app_says():
    assert sentence(done("test.moved", line="Reel", before="Production", after="Complete")) == (
        "Ann <b> moved Reel from Production to Complete"
    )


def test_who_and_what_are_bold_and_escaped():
    assert marked_sentence(done("test.moved", line="<i>", before=None, after=["A", "B"])) == (
        "<b>Ann &lt;b&gt;</b> moved <b>&lt;i&gt;</b> from <b>—</b> to <b>A, B</b>"
    )


def test_words_without_values_are_escaped_too():
    assert marked_sentence(done("test.plain")) == "It rained &lt;again&gt;"


def test_a_missing_value_leaves_a_gap_and_no_error():
    assert sentence(done("test.moved", line="Reel")) == "Ann <b> moved Reel from  to "
    assert marked_sentence(done("test.moved", line="Reel", after="X", before="")).endswith("to <b>X</b>")


def test_braces_typed_by_people_stay_text():
    assert sentence(done("test.moved", line="{actor.__class__}", before="{", after="}")) == (
        "Ann <b> moved {actor.__class__} from { to }"
    )


def test_long_values_are_cut():
    text = sentence(done("test.moved", line="x" * 5000, before="a\n\n b", after="c"))
    assert text == f"Ann <b> moved {'x' * 119}… from a b to c"


def test_an_unknown_verb_still_reads():
    assert sentence(done("drone.crash_landed")) == "Ann <b>: drone crash landed"


def test_prices_are_left_out_for_who_may_not_see_them():
    added = done("test.priced", line="Reel", total="$5.00")
    assert sentence(added) == "Ann <b> added Reel for $5.00"
    assert sentence(added, with_money=False) == "Ann <b> added Reel"


def test_lines_are_drawn_by_where_a_thing_arrived():
    assert drawing(done("line.moved", after_phase="post_production")) == "stage-post"
    assert drawing(done("order.status_changed", after_kind="cart")) == "status-draft"
    assert drawing(done("appointment.made")) == "calendar"
    assert drawing(done("drone.crash_landed")) == "bolt"

import re
from uuid import uuid4

import pytest

from activity.actions import sweep
from activity.models import Activity
from chat import actions, queries
from chat.models import LastRead, Mention, Message, Pin, Reaction, Revision, Saved
from chat.refusals import Blank, Gone, NoEmoji, NotYours
from chat.threads import Thread
from notifications.models import Notice

HTMX = {"HX-Request": "true"}


def say(world, order, body, *, by=None, **more):
    by = (by or world.coordinator).as_actor
    with world.scope():
        return actions.say(order, body=body, client_id=uuid4(), by=by, **more)


def path(message, rest=""):
    return f"/chat/messages/{message.pk}/{rest}"


@pytest.fixture
def order(north):
    return north.draft()


@pytest.fixture
def message(north, order):
    return say(north, order, "gate 4471")


def counted(unread):
    return {one.line: one.count for one in unread}


def test_an_edit_keeps_the_earlier_words_and_tells_who_is_named_anew(north, message):
    assert north.editor
    with north.scope():
        actions.edit(message, body="gate 4472, @Edda Editor", by=north.coordinator.as_actor)
        kept = Message.objects.get()
        assert (kept.body, kept.version, kept.edited_at is not None) == ("gate 4472, @Edda Editor", 2, True)
        assert list(Revision.objects.values_list("body", "by")) == [("gate 4471", north.coordinator.pk)]
        assert list(Mention.objects.values_list("member", "places")) == [(north.editor.pk, [11, 23])]
        actions.edit(kept, body="@Edda Editor: gate 4473", by=north.coordinator.as_actor)
        assert Activity.objects.filter(verb="message.edited").order_by("pk").values_list("data", flat=True)[1] == {
            "mentioned": []
        }
    sweep()
    with north.scope():
        assert Notice.objects.filter(member=north.editor).count() == 1


def test_the_menu_shows_the_earlier_words(north, message):
    with north.scope():
        actions.edit(message, body="gate 4472", by=north.coordinator.as_actor)
    text = north.client(north.admin).get(path(message, "menu/"), headers=HTMX).text
    assert re.findall(r'class="earlier" dir="auto">(.*?)<', text) == ["gate 4471"]


def test_only_the_author_edits_and_only_what_stands(north, message):
    with north.scope():
        with pytest.raises(NotYours):
            actions.edit(message, body="mine", by=north.admin.as_actor)
        with pytest.raises(Blank):
            actions.edit(message, body=" ", by=north.coordinator.as_actor)
        actions.delete(message, by=north.coordinator.as_actor)
        with pytest.raises(Gone):
            actions.edit(message, body="again", by=north.coordinator.as_actor)


def test_an_edit_that_changes_nothing_leaves_no_trace(north, message):
    with north.scope():
        actions.edit(message, body=" gate 4471 ", by=north.coordinator.as_actor)
        assert not Revision.objects.exists()
        assert Message.objects.get().version == 1


def test_what_is_deleted_leaves_who_did_it_and_no_word(north, order, message):
    with north.scope():
        actions.pin(message, by=north.editor.as_actor)
        actions.react(message, emoji="👍", by=north.editor.as_actor)
        answer = actions.say(order, body="ok", quote=message.pk, client_id=uuid4(), by=north.editor.as_actor)
        with pytest.raises(NotYours):
            actions.delete(message, by=north.editor.as_actor)
        actions.delete(message, by=north.admin.as_actor)
        assert Message.objects.get(pk=message.pk).body == "gate 4471"
        assert (Pin.objects.count(), Reaction.objects.count()) == (0, 0)
        assert Activity.objects.get(verb="message.deleted").data == {"author": "Cora Coordinator"}
    text = north.client(north.editor).get(f"/orders/{order.number}/chat/", headers=HTMX).text
    assert "Deleted by Ada Admin" in text
    assert "4471" not in text
    assert f'id="m{answer.pk}" data-id="{answer.pk}" data-version="2"' in text


def test_a_quote_stands_above_its_answer_and_cannot_come_from_another_order(north, order, message):
    other = say(north, north.draft(), "elsewhere")
    say(north, order, "yes", quote=message.pk)
    say(north, order, "no", quote=other.pk)
    text = north.client(north.editor).get(f"/orders/{order.number}/chat/", headers=HTMX).text
    assert re.findall(r'class="quoted"><a href="/chat/messages/(\d+)/".*?<span dir="auto">(.*?)</span>', text) == [
        (str(message.pk), "gate 4471")
    ]


@pytest.mark.parametrize("emoji", ["👍", "❤️", "🏳️‍🌈", "👩‍👩‍👧‍👦", "✅", "🇺🇸", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"])
def test_an_emoji_goes_on_and_off(north, message, emoji):
    with north.scope():
        actions.react(message, emoji=emoji, by=north.editor.as_actor)
        actions.react(message, emoji=emoji, by=north.admin.as_actor)
        assert list(Reaction.objects.values_list("emoji", "member")) == [
            (emoji, north.editor.pk),
            (emoji, north.admin.pk),
        ]
        actions.react(message, emoji=emoji, by=north.editor.as_actor)
        assert Reaction.objects.get().member_id == north.admin.pk


@pytest.mark.parametrize(
    "emoji", ["", "a", "<b>", "12", "👍 👍", "👍" * 17, "'", "\0", '👍"', "👍\u202e", "👍<", "=", "👍\\"]
)
def test_anything_else_is_no_reaction(north, message, emoji):
    with north.scope(), pytest.raises(NoEmoji):
        actions.react(message, emoji=emoji, by=north.editor.as_actor)
    answer = north.client(north.editor).post(path(message, "reactions/"), {"emoji": emoji}, headers=HTMX)
    assert answer.status_code == 409
    assert "gate 4471" in answer.text
    assert "Choose one emoji." in answer["HX-Trigger"]


def test_reactions_name_their_people(north, message):
    answer = north.client(north.editor).post(path(message, "reactions/"), {"emoji": "🎉"}, headers=HTMX)
    assert f'data-people="{north.editor.pk}" title="Edda Editor"' in answer.text
    assert 'data-version="2"' in answer.text


def test_pins_are_the_teams_and_saved_ones_ones_own(north, order, message):
    client = north.client(north.editor)
    assert "Pinned by Edda Editor" in client.post(path(message, "pin/"), headers=HTMX).text
    client.post(path(message, "pin/"), headers=HTMX)
    assert client.post(path(message, "saving/"), headers=HTMX).status_code == 204
    with north.scope():
        assert queries.pins_in(Thread(order)) == 1
        assert Saved.objects.get().member_id == north.editor.pk
    assert "gate 4471" in client.get(f"/orders/{order.number}/chat/pins/", headers=HTMX).text
    assert "gate 4471" in client.get("/inbox/saved/").text
    assert "gate 4471" not in north.client(north.admin).get("/inbox/saved/").text
    assert "Pinned by" not in client.delete(path(message, "pin/"), headers=HTMX).text
    client.delete(path(message, "saving/"), headers=HTMX)
    with north.scope():
        assert (Pin.objects.count(), Saved.objects.count()) == (0, 0)


def test_a_saved_message_of_an_order_that_may_no_longer_be_seen_is_not_shown(north, message):
    with north.scope():
        actions.keep(message, member=north.contractor)
    assert "gate 4471" not in north.client(north.contractor).get("/inbox/saved/").text


def test_unread_begins_where_one_says(north, order, message):
    second = say(north, order, "two")
    say(north, order, "three")
    with north.scope():
        actions.mark_read(Thread(order), member=north.editor, up_to=second.pk)
    assert north.client(north.editor).post(path(second, "unread/"), headers=HTMX).status_code == 204
    with north.scope():
        assert LastRead.objects.get().message_id == second.pk - 1
        assert counted(queries.unread(order, north.editor, read=queries.reads(order, north.editor))) == {0: 2}


def test_the_menu_offers_what_one_may_and_says_who_has_read(north, order, message):
    with north.scope():
        actions.mark_read(Thread(order), member=north.editor, up_to=message.pk)

    def offered(person):
        text = north.client(person).get(path(message, "menu/"), headers=HTMX).text
        return {word for word in ("Edit…", "Delete…", "Read by Edda Editor") if word in text}

    assert offered(north.coordinator) == {"Edit…", "Delete…", "Read by Edda Editor"}
    assert offered(north.admin) == {"Delete…", "Read by Edda Editor"}
    assert offered(north.editor) == {"Read by Edda Editor"}


def test_the_address_of_a_message_leads_to_its_thread(north, order, message):
    answer = north.client(north.editor).get(path(message))
    assert answer["Location"] == f"/orders/{order.number}/?message={message.pk}#m{message.pk}"


def test_the_editing_dialog_keeps_what_cannot_be_saved(north, message):
    client = north.client(north.coordinator)
    assert "gate 4471</textarea>" in client.get(path(message, "text/"), headers=HTMX).text
    refused = client.post(path(message, "text/"), {"text": " "}, headers=HTMX)
    assert refused.status_code == 422
    assert "Write something first." in refused.text
    assert "<li" not in refused.text
    taken = client.post(path(message, "text/"), {"text": "gate **4472**"}, headers=HTMX)
    assert "gate <strong>4472</strong>" in taken.text
    assert 'class="edited"' in taken.text


STRANGERS = ("", "menu/", "text/", "deletion/", "reactions/", "pin/", "saving/", "unread/")


@pytest.mark.parametrize("rest", STRANGERS)
def test_who_may_not_see_the_order_touches_no_message_of_it(north, south, message, rest):
    for world, person in ((north, north.contractor), (south, south.admin), (north, north.agent), (north, None)):
        client = world.client(person)
        answers = [client.get(path(message, rest)), client.post(path(message, rest), {"emoji": "👍", "text": "x"})]
        assert {answer.status_code for answer in answers} <= {404, 405, 302, 403}
        assert not any("4471" in answer.text for answer in answers)
    with north.scope():
        assert Message.objects.get().version == 1


def test_a_page_that_was_away_hears_what_changed_meanwhile(north, order, message):
    client, room = north.client(north.editor), f"/orders/{order.number}/chat/newer/"
    first = client.get(room, {"after": message.pk}, headers=HTMX)
    with north.scope():
        actions.edit(message, body="gate 4472", by=north.coordinator.as_actor)
    asked = {"after": message.pk, "first": message.pk, "since": first["Chat-Now"]}
    answer = client.get(room, asked, headers=HTMX)
    assert f'<hx-partial hx-target="#m{message.pk}" hx-swap="outerHTML">' in answer.text
    assert "gate 4472" in answer.text
    assert "gate" not in client.get(room, asked | {"first": message.pk + 1}, headers=HTMX).text


def test_a_far_message_is_shown_with_what_stands_around_it(north, order):
    said = [say(north, order, f"number {number}") for number in range(80)]
    room = f"/orders/{order.number}/chat/"
    client = north.client(north.editor)
    text = client.get(f"{room}around/", {"message": said[40].pk}, headers=HTMX).text
    shown = [int(number) for number in re.findall(r"<p>number (\d+)</p>", text)]
    assert shown == list(range(16, 66))
    assert "data-later" in text
    assert f"?before={said[16].pk}" in text
    opened = client.get(room, {"message": said[40].pk}, headers=HTMX).text
    assert "<p>number 40</p>" in opened
    assert "<p>number 79</p>" not in opened
    later = client.get(f"{room}newer/", {"after": said[65].pk, "later": 1}, headers=HTMX).text
    assert re.findall(r"<p>number (\d+)</p>", later) == [str(number) for number in range(66, 80)]
    assert "data-later" not in later
    end = client.get(f"{room}older/", headers=HTMX).text
    assert "<p>number 79</p>" in end
    assert client.get(f"{room}around/", {"message": said[0].pk - 1}, headers=HTMX).status_code == 404


def test_the_first_unread_is_offered_when_it_stands_far_up(north, order):
    said = [say(north, order, f"number {number}") for number in range(70)]
    client, room = north.client(north.editor), f"/orders/{order.number}/chat/"
    offer = f'href="/chat/messages/{said[3].pk}/" data-to="{said[3].pk}" data-from-here'
    assert "data-from-here" not in client.get(room, headers=HTMX).text
    for read, is_offered in ((2, True), (19, False), (69, False)):
        with north.scope():
            LastRead.objects.all().delete()
            actions.mark_read(Thread(order), member=north.editor, up_to=said[read].pk)
        assert (offer in client.get(room, headers=HTMX).text) is is_offered

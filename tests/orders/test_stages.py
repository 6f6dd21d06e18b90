"""Dragging a service through the stages."""

import json
import threading

import pytest
from django.db import connection

from activity.models import Activity
from core.actor import CLOCK
from orders import actions
from orders.models import LineItem, Order
from orders.refusals import StaleMove
from tests.counting import Statements


def line_of(world, order, name=None):
    with world.scope():
        lines = LineItem.objects.select_related("stage", "order").filter(order=order)
        return lines.get(name=name) if name else lines.get()


def drop(world, person, line, phase, position=0, version=None):
    stage = world.stage(phase)
    values = {"stage": stage.pk, "position": position, "version": line.version if version is None else version}
    number = line.order.number
    return world.client(person).post(f"/orders/{number}/lines/{line.pk}/stage/", values)


def names_in(world, order, phase):
    with world.scope():
        stage = world.stage(phase)
        return list(LineItem.objects.filter(order=order, stage=stage).in_order().values_list("name", flat=True))


def test_a_drop_moves_the_card_and_answers_with_it_and_an_undo(north):
    order = north.order(services=[north.service("Photos")])
    line = line_of(north, order)
    answer = drop(north, north.editor, line, "production")
    moved = line_of(north, order)
    assert (moved.stage.phase, moved.version) == ("production", 2)
    assert f'id="line-{line.pk}"' in answer.content.decode()
    undo = json.loads(answer.headers["HX-Trigger"])["toast"]
    north.client(north.editor).post(undo["undo_url"], undo["undo_values"])
    assert line_of(north, order).stage.phase == "pre_production"


def test_order_within_a_stage_is_kept(north):
    order = north.order(services=[north.service(name) for name in ("A", "B", "C")])
    drop(north, north.editor, line_of(north, order, "C"), "pre_production", 0)
    assert names_in(north, order, "pre_production") == ["C", "A", "B"]
    drop(north, north.editor, line_of(north, order, "C"), "pre_production", 2)
    assert names_in(north, order, "pre_production") == ["A", "B", "C"]
    drop(north, north.editor, line_of(north, order, "B"), "production", 99)
    assert (names_in(north, order, "pre_production"), names_in(north, order, "production")) == (["A", "C"], ["B"])


def test_a_stale_move_gets_the_fresh_card_and_the_name_of_the_mover(north):
    order = north.order()
    seen = line_of(north, order)
    drop(north, north.editor, seen, "production")
    stale = drop(north, north.coordinator, seen, "complete")
    html = stale.content.decode()
    assert stale.status_code == 409
    assert (f'data-stage="{north.stage("production").pk}"' in html, 'data-version="2"' in html) == (True, True)
    assert "Edda Editor moved" in json.loads(stale.headers["HX-Trigger"])["toast"]["text"]
    assert line_of(north, order).stage.phase == "production"


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"stage": "x", "position": 0, "version": 1},
        {"stage": 1, "position": -1, "version": 1},
        {"stage": 10**12, "position": 0, "version": 1},
    ],
)
def test_a_drop_nowhere_changes_nothing(north, values):
    order = north.order()
    line = line_of(north, order)
    answer = north.client(north.editor).post(f"/orders/{order.number}/lines/{line.pk}/stage/", values)
    assert (answer.status_code, line_of(north, order).version) == (400, 1)


def test_a_stage_of_another_company_is_nowhere(north, south):
    order = north.order()
    line = line_of(north, order)
    values = {"stage": south.stage("complete").pk, "position": 0, "version": 1}
    answer = north.client(north.editor).post(f"/orders/{order.number}/lines/{line.pk}/stage/", values)
    assert (answer.status_code, line_of(north, order).stage.phase) == (400, "pre_production")


def test_an_archived_service_costs_nothing_and_taken_back_it_does(north):
    order = north.order(services=[north.service("Photos", price="100.00"), north.service("Plan", price="50.00")])
    drop(north, north.editor, line_of(north, order, "Plan"), "archived")
    with north.scope():
        assert Order.objects.get(pk=order.pk).subtotal == 100
    drop(north, north.editor, line_of(north, order, "Plan"), "production")
    with north.scope():
        assert Order.objects.get(pk=order.pk).subtotal == 150


def test_a_move_is_recorded_with_before_and_after(north):
    order = north.order(services=[north.service("Photos")])
    drop(north, north.editor, line_of(north, order), "post_production")
    with north.scope():
        record = Activity.objects.get(verb="line.moved")
        assert (record.actor_name, record.data["line"], record.data["before"], record.data["after"]) == (
            "Edda Editor",
            "Photos",
            "Pre-Production",
            "Post-Production",
        )


def test_a_contractor_moves_cards_of_assigned_orders_and_finds_no_others(north, south):
    order = north.order(services=[north.service("Photos")])
    line, stages = line_of(north, order), f"/orders/{order.number}/parts/stages/"
    assert drop(north, north.contractor, line, "production").status_code == 404
    assert north.client(north.contractor).get(stages).status_code == 404
    assert south.client(south.owner).get(stages).status_code == 404
    with north.scope():
        actions.add_to_team(order, north.contractor, by=CLOCK)
    assert drop(north, north.contractor, line, "production").status_code == 200
    assert f'id="line-{line.pk}"' in north.client(north.contractor).get(stages).content.decode()


def test_the_stages_show_a_card_as_it_is_now(north):
    order = north.order(services=[north.service("Photos")])
    client, line = north.client(north.editor), line_of(north, order)
    stages = f"/orders/{order.number}/parts/stages/"
    before = client.get(stages).content.decode()
    with north.scope():
        actions.add_checklist_item(order, text="Sky", line=line, by=CLOCK)
        actions.assign_line(line, north.photographer, by=CLOCK)
    after = client.get(stages).content.decode()
    shown = [(f"{line.name}: Phil Photographer" in html, "0/1" in html) for html in (before, after)]
    assert shown == [(False, False), (True, True)]


def test_the_stages_take_three_queries_whatever_the_size_of_the_order(north):
    client = north.client(north.editor)
    counts = []
    for size in (1, 3):
        order = north.order(services=[north.service() for _ in range(size)])
        client.get(f"/orders/{order.number}/parts/stages/")
        with Statements() as queries:
            client.get(f"/orders/{order.number}/parts/stages/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 7


def test_a_move_takes_the_same_few_queries_whatever_the_size_of_the_order(north):
    client, stage = north.client(north.editor), north.stage("production").pk
    counts = []
    for size in (3, 12):
        order = north.order(services=[north.service() for _ in range(size)])
        with north.scope():
            line = LineItem.objects.filter(order=order).first()
        client.get("/inbox/badge/")
        with Statements(at_most=8) as queries:
            values = {"stage": stage, "position": 0, "version": 1}
            client.post(f"/orders/{order.number}/lines/{line.pk}/stage/", values)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_tasks_are_added_renamed_moved_and_removed(north):
    order = north.order(services=[north.service("Photos")])
    client = north.client(north.editor)
    client.post(f"/orders/{order.number}/tasks/", {"text": "Home Photos", "stage": north.stage("production").pk})
    task = line_of(north, order, "Home Photos")
    assert (task.kind, task.stage.phase) == ("task", "production")
    client.post(f"/orders/{order.number}/lines/{task.pk}/name/", {"text": "House photos"})
    task = line_of(north, order, "House photos")
    assert drop(north, north.editor, task, "complete").status_code == 200
    client.post(f"/orders/{order.number}/lines/{task.pk}/removal/")
    with north.scope():
        assert list(LineItem.objects.values_list("name", flat=True)) == ["Photos"]


def test_a_service_of_a_placed_order_is_archived_and_never_removed(north):
    order = north.order(services=[north.service("Photos")])
    line = line_of(north, order)
    answer = north.client(north.coordinator).post(f"/orders/{order.number}/lines/{line.pk}/removal/")
    assert "archive" in json.loads(answer.headers["HX-Trigger"])["toast"]["text"]
    assert line_of(north, order).pk == line.pk


@pytest.mark.django_db(transaction=True)
def test_of_two_who_drag_one_card_at_once_one_moves_it_and_the_other_is_told(north):
    order = north.order(services=[north.service("Photos")])
    line, barrier, outcomes = line_of(north, order), threading.Barrier(2), []
    stages = [north.stage("production"), north.stage("complete")]
    actors = [north.editor.as_actor, north.coordinator.as_actor]

    def drag(stage, actor):
        barrier.wait()
        try:
            with north.scope():
                actions.move_line(line, stage=stage, position=0, version=1, by=actor)
                outcomes.append("moved")
        except StaleMove:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=drag, args=pair) for pair in zip(stages, actors, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["moved", "told"]
    with north.scope():
        assert (LineItem.objects.get(pk=line.pk).version, Activity.objects.filter(verb="line.moved").count()) == (2, 1)
        assert actions.move_line(line_of(north, order), stage=stages[0], position=0, version=2, by=CLOCK).version == 3

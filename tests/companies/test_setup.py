from companies import actions, queries
from companies.actions import create_company
from companies.scope import company_scope
from companies.setup import progress
from core.actor import CLOCK, Actor, ActorKind


def keys(of_done=True):
    return [one.step.key for one in progress() if one.is_done is of_done]


def test_a_new_company_still_has_to_show_itself_and_publish_its_texts(db):
    company = create_company(
        name="Lake Views", slug="lake-views", owner_email="lea@lake.example", owner_name="Lea", by=CLOCK
    )
    with company_scope(company.pk):
        done = {one.step.key: one.is_done for one in progress()}
    assert {key: done[key] for key in ("brand", "hours", "legal", "team")} == {
        "brand": False,
        "hours": True,
        "legal": False,
        "team": False,
    }


def test_steps_are_in_their_order(db, north):
    with north.scope():
        ats = [one.step.at for one in progress()]
    assert ats == sorted(ats)


def test_each_step_is_done_by_doing_it(north):
    owner = Actor(ActorKind.MEMBER, "Olive Owner")
    with north.scope():
        assert (queries.has_brand(), queries.has_team()) == (False, False)
        actions.change_brand(north.company, colour="#ffcc00", by=owner)
        actions.invite(["new@example.com"], role="staff", job_roles=[], by=north.owner)
        assert (queries.has_brand(), queries.has_team(), queries.has_hours()) == (True, True, True)
        actions.set_hours(north.company, [], by=owner)
        assert queries.has_hours() is False


def test_the_panel_names_the_next_step_and_its_button(north):
    page = north.client(north.owner).get("/settings/checklist/").content.decode()
    assert ("Until your first booking" in page, page.count("Do it now")) == (True, 1)


def test_the_panel_is_empty_once_all_is_done(north, monkeypatch):
    monkeypatch.setattr("companies.setup._steps", {})
    assert north.client(north.owner).get("/settings/checklist/").content == b""

import pytest

from tonomo.embedded import collected


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.setattr(collected, "ROOT", tmp_path)
    (tmp_path / "static/css").mkdir(parents=True)
    (tmp_path / "static/css/main.css").write_text("a {}")
    return tmp_path


def test_files_that_stay_are_not_collected_again(tree):
    before = collected.state()
    (tree / "static/css/main.css").touch()
    assert collected.state() == before


@pytest.mark.parametrize("changed", ["static/css/main.css", "static/css/new.css", "package-lock.json"])
def test_a_file_that_changes_is_collected_again(tree, changed):
    before = collected.state()
    (tree / changed).write_text("b {}")
    assert collected.state() != before

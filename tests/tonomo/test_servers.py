"""The embedded servers, really started, in folders of their own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
import redis

from tonomo.embedded import keeper, lock, place, postgres, processes, roles, servers, valkey

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def founded():
    """A data folder in which the servers have run once."""
    with reachable() as folder:
        with servers.run(folder / "var", throwaway=True):
            pass
        yield folder / "var"


@pytest.fixture
def folder():
    with reachable() as path:
        yield path


@contextmanager
def reachable():
    """A folder that the account of PostgreSQL can enter, which pytest's own are not."""
    with tempfile.TemporaryDirectory(prefix="tonomo-test-") as path:
        Path(path).chmod(0o711)
        yield Path(path)


@contextmanager
def running_elsewhere(data):
    """The servers, run by another process, which is killed hard at the end if it still lives."""
    words = """
import pathlib, sys, time
from tonomo.embedded import servers
with servers.run(pathlib.Path(sys.argv[1]), throwaway=True):
    print("up", flush=True)
    time.sleep(60)
"""
    other = subprocess.Popen([sys.executable, "-c", words, str(data)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert other.stdout.readline() == "up\n"
    try:
        yield other
    finally:
        other.kill()
        other.wait()
        other.stdout.close()


def postgres_pid(data):
    return int((place.find(data).database / "postmaster.pid").read_text().splitlines()[0])


def wait_until(happens, seconds=5):
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def rows(data, *statements):
    with servers.run(data, throwaway=True) as urls, psycopg.connect(urls["DATABASE_URL"], autocommit=True) as owner:
        return [owner.execute(statement).fetchall() for statement in statements]


def test_servers_answer_under_the_addresses_they_give(founded):
    with servers.run(founded, throwaway=True) as urls:
        with psycopg.connect(urls["APP_DATABASE_URL"]) as app:
            assert app.execute("select current_user, current_database()").fetchone() == ("tonomo_app", "tonomo")
            assert app.info.server_version >= 180000
        store = redis.Redis.from_url(urls["VALKEY_URL"])
        assert store.set("a", "b")
        store.close()


def test_second_start_finds_the_data_of_the_first(founded):
    with servers.run(founded, throwaway=True) as urls, psycopg.connect(urls["DATABASE_URL"]) as owner:
        owner.execute("create table kept as select 7 as number")
    assert rows(founded, "select number from kept") == [[(7,)]]


def test_demo_keeps_what_valkey_was_told(folder):
    where = place.find(folder)
    first = valkey.Valkey(where, valkey.DEMO)
    for told in (None, b"yes"):
        first.start()
        store = redis.Redis(unix_socket_path=str(first.socket))
        assert store.get("told") == told
        store.set("told", "yes")
        store.close()
        first.stop()


def test_second_start_in_the_same_folder_is_refused(founded):
    with running_elsewhere(founded), pytest.raises(lock.AlreadyRunning), servers.run(founded, throwaway=True):
        pass


def test_two_folders_run_side_by_side(founded, folder):
    with servers.run(founded, throwaway=True) as one, servers.run(folder, throwaway=True) as other:
        assert one["DATABASE_URL"] != other["DATABASE_URL"]
        with psycopg.connect(one["DATABASE_URL"]), psycopg.connect(other["DATABASE_URL"]):
            pass


@pytest.mark.skipif(not processes.ON_LINUX, reason="only Linux tells a child that its parent has died")
def test_servers_end_with_a_killed_supervisor_and_start_again(founded):
    with running_elsewhere(founded) as supervisor:
        pid = postgres_pid(founded)
        supervisor.kill()
        wait_until(lambda: not processes.began(pid))
    assert rows(founded, "select 1") == [[(1,)]]


def test_supervisor_takes_over_from_a_server_that_was_left(founded):
    where = place.find(founded)
    left = postgres.Postgres(where, postgres.THROWAWAY)
    left.start()
    process, left.process = left.process, None
    assert rows(founded, "select 1") == [[(1,)]]
    assert process.wait(5) == 0


def test_stale_note_with_the_number_of_another_process_is_forgotten(founded):
    where = place.find(founded)
    lines = [str(os.getpid()), str(where.database), "1", "5432", str(where.sockets), "", " 1 1", "ready   "]
    note = where.database / "postmaster.pid"
    note.write_text("\n".join(lines))
    note.chmod(0o644)
    assert rows(founded, "select 1") == [[(1,)]]


def test_open_connection_does_not_hold_up_the_stop(founded):
    with servers.run(founded, throwaway=True) as urls:
        connection = psycopg.connect(urls["DATABASE_URL"])
        begun = time.monotonic()
    assert time.monotonic() - begun < 5
    with pytest.raises(psycopg.OperationalError):
        connection.execute("select 1")
    connection.close()


def test_log_is_shown_when_the_database_cannot_start(folder):
    where = place.find(folder)
    server = postgres.Postgres(where, {"no_such_option": "1"})
    with pytest.raises(postgres.CannotStart, match="no_such_option"):
        server.start()


def test_data_of_another_version_is_named_and_left_alone(folder):
    where = place.find(folder)
    (where.database / "PG_VERSION").write_text("17\n")
    with pytest.raises(postgres.CannotStart, match="made by PostgreSQL 17; this is 18"):
        postgres.Postgres(where, {}).start()
    assert [path.name for path in where.database.iterdir()] == ["PG_VERSION"]


def test_long_folder_gets_a_short_socket(folder):
    data = folder / ("long" * 25)
    with servers.run(data, throwaway=True) as urls:
        assert len(os.fsencode(place.find(data).sockets / ".s.PGSQL.5432")) <= place.LONGEST_SOCKET
        with psycopg.connect(urls["APP_DATABASE_URL"]):
            pass
    shutil.rmtree(place.find(data).sockets.parent)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as somebody else")
def test_root_in_a_closed_folder_runs_a_copy_and_opens_nothing(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with servers.run(closed / "var", throwaway=True) as urls, psycopg.connect(urls["APP_DATABASE_URL"]):
        where = place.find(closed / "var")
        assert where.moved
        assert where.home.parent == Path("/var/tmp")
    assert closed.stat().st_mode & 0o777 == 0o700
    assert (closed / "var").stat().st_mode & 0o777 == 0o755
    shutil.rmtree(where.home)


def test_folder_of_a_stranger_in_a_public_place_is_refused(tmp_path, monkeypatch):
    target = tmp_path / "elsewhere"
    target.mkdir()
    trap = tmp_path / "trap"
    trap.symlink_to(target)
    with pytest.raises(SystemExit, match="is not ours"):
        place._private(trap, mode=0o711)


def test_shared_servers_run_until_the_last_user_leaves(founded):
    with keeper.shared(founded, throwaway=True) as urls:
        with keeper.shared(founded, throwaway=True) as same:
            assert same == urls
        with psycopg.connect(urls["DATABASE_URL"]):
            pass
        pid = postgres_pid(founded)
    keeper.wait_until_stopped(founded)
    assert not processes.began(pid)


def test_left_over_processes_are_ended_but_not_their_namesakes(tmp_path):
    left = subprocess.Popen(["sleep", "60"], start_new_session=True)
    register = processes.Register(tmp_path / "processes")
    register.add(left.pid)
    (tmp_path / "processes" / str(os.getpid())).write_text("another time")
    assert register.end_left_over() == 1
    assert left.wait(5) == -signal.SIGTERM
    assert not (tmp_path / "processes").exists()


def test_lock_is_not_held_by_children(tmp_path):
    forks = """
import os, pathlib, sys, time
from tonomo.embedded import lock
with lock.hold(pathlib.Path(sys.argv[1])):
    if not os.fork():
        print("forked", flush=True)
        time.sleep(30)
        os._exit(0)
    sys.stdin.read()
"""
    process = subprocess.Popen(
        [sys.executable, "-c", forks, str(tmp_path / "lock")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout.readline() == b"forked\n"
    with pytest.raises(lock.AlreadyRunning), lock.hold(tmp_path / "lock"):
        pass
    process.kill()
    process.wait()
    with lock.hold(tmp_path / "lock"):
        pass
    os.killpg(process.pid, signal.SIGKILL)
    process.stdin.close()
    process.stdout.close()


def test_owner_of_a_server_of_ones_own_makes_the_roles_once(founded):
    with servers.run(founded, throwaway=True) as urls:
        owner = urls["DATABASE_URL"]
        for _ in range(2):
            assert roles.adopt(owner) == urls["APP_DATABASE_URL"]

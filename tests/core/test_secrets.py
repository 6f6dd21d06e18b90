from core.secrets import lock, unlock


def test_what_is_locked_is_not_readable_and_comes_back_whole():
    locked = lock("sésame")
    assert ("sésame" in locked, unlock(locked)) == (False, "sésame")

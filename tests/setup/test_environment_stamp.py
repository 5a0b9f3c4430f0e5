import bootstrap


def test_a_stamp_reads_back_as_it_was_written():
    stamp = bootstrap.build_stamp("run")
    assert bootstrap.parse_stamp(bootstrap.render_stamp(stamp)) == stamp


def test_developing_and_running_have_different_stamps():
    assert bootstrap.build_stamp("run")["contents"] != bootstrap.build_stamp("dev")["contents"]


def test_a_changed_file_changes_the_hash(tmp_path):
    lock = tmp_path / "some.lock"
    lock.write_text("flask==1", encoding="utf-8")
    before = bootstrap.hash_files(lock)
    lock.write_text("flask==2", encoding="utf-8")
    assert bootstrap.hash_files(lock) != before


def test_running_keeps_a_developers_environment():
    assert bootstrap.choose_profile(wants_dev=False, stamp={"profile": "dev"}) == "dev"


def test_running_alone_asks_for_no_developers_tools():
    assert bootstrap.choose_profile(wants_dev=False, stamp={}) == "run"


def test_no_stamp_reads_as_an_empty_one(tmp_path):
    assert bootstrap.read_stamp(tmp_path / "absent") == {}

from bootstrap import build_uv_environment, parse_pip_setting

LISTING = "global.index-url='https://mirror.example/simple'\nglobal.cert='/etc/firm.crt'\n"


def test_a_mirror_that_pip_is_told_of_holds_for_uv():
    assert build_uv_environment({}, LISTING)["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"


def test_a_mirror_that_uv_is_told_of_is_kept():
    environment = build_uv_environment({"UV_INDEX_URL": "https://own.example"}, LISTING)
    assert "UV_DEFAULT_INDEX" not in environment


def test_certificates_that_pip_is_told_of_hold_for_uv():
    assert build_uv_environment({}, LISTING)["SSL_CERT_FILE"] == "/etc/firm.crt"


def test_without_a_mirror_uv_is_left_to_its_own():
    assert "UV_DEFAULT_INDEX" not in build_uv_environment({}, "")


def test_the_environment_goes_before_the_configuration_file():
    listing = LISTING + ":env:.index-url='https://today.example/simple'\n"
    assert parse_pip_setting(listing, "index-url") == "https://today.example/simple"

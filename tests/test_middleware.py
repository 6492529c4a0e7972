import pytest


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/councils/?q=" + "x" * 4096, 414),
        ("/councils/?q=%00", 400),
        ("/%00", 400),
        ("/councils/?q=" + "x" * 4094, 200),
        ("/councils/?q=%2500", 200),
    ],
)
def test_an_address_that_chokes_a_database_is_refused(client, db, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert "Content-Security-Policy" in response.headers
    assert "camera=()" in response.headers["Permissions-Policy"]

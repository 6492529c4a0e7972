"""Several people press Save at the same moment: one of them saves, the others are told."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from actions.models import Lead
from tests.admin.world import address, typed

TOGETHER = 6


@pytest.mark.django_db(transaction=True)
def test_of_several_saves_at_once_one_is_made(signed_in, here, equality_lead):
    url = address("change", here.lead)
    clients = [signed_in(equality_lead) for _ in range(TOGETHER)]
    sent = [typed(client.get(url), name=f"Name {place}") for place, client in enumerate(clients)]

    def save(place):
        try:
            return clients[place].post(url, sent[place]).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as pool:
        answers = sorted(pool.map(save, range(TOGETHER)))
    assert answers == [200] * (TOGETHER - 1) + [302]
    assert Lead.objects.get(pk=here.lead.pk).history.count() == 2

"""The product's addresses, and those of the yardsticks beside them."""

from django.urls import path

from edi_tracker import urls
from tests.bench import floor

handler500 = urls.handler500

urlpatterns = [
    path("bench/hello/", floor.hello),
    path("bench/floor50/", floor.floor50),
    path("bench/empty/", floor.empty),
    path("bench/write/<int:pk>/", floor.raw_write),
    path("bench/write-with-history/<int:pk>/", floor.raw_write_with_history),
    *urls.urlpatterns,
]

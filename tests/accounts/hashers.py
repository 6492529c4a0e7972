"""A quick password hasher that minds when it is used."""

from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection


class Watched(MD5PasswordHasher):
    algorithm = "watched"

    def encode(self, password, salt):
        assert not connection.in_atomic_block
        return super().encode(password, salt)

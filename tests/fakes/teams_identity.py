"""The identity half of a fake Teams: signing keys, OpenID documents, tokens for the bot."""

import time
from functools import cache
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from tests.fakes.teams_faults import Faults

ISSUER = "https://api.botframework.com"


@cache
def _key_of(_generation: int) -> rsa.RSAPrivateKey:
    """A key per generation, made once for all fakes: making one takes longer than most tests."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class TeamsIdentity:
    """Signs what Teams sends and checks what the bot sends."""

    def __init__(self, app_id: str, app_password: str, faults: Faults) -> None:
        self.app_id = app_id
        self.app_password = app_password
        self.faults = faults
        self.endorsements: list[str] = ["msteams", "webchat"]
        self.token_requests: list[dict[str, Any]] = []
        self.key_requests = 0
        self._good_tokens: set[str] = set()
        self._generation = 0
        self._make_key()

    @property
    def key_id(self) -> str:
        """The name of the present key."""
        return f"key-{self._generation}"

    def rotate_keys(self) -> None:
        """Sign with a new key from now on; the old one is published no more."""
        self._generation += 1
        self._make_key()

    def revoke_tokens(self) -> None:
        """Refuse all tokens the bot was given so far."""
        self._good_tokens.clear()

    def sign(self, service_url: str, **changes: Any) -> str:
        """A token as Teams sends it; `changes` replace claims, None takes one away.

        `key` signs with another key, `kid` names another one.
        """
        now = int(time.time())
        key = changes.pop("key", self._key)
        kid = changes.pop("kid", self.key_id)
        claims = {
            "iss": ISSUER,
            "aud": self.app_id,
            "nbf": now - 60,
            "exp": now + 3600,
            "serviceurl": service_url,
            **changes,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": kid})

    def accepts(self, request: web.Request) -> bool:
        """Whether the bot shows a token that is good."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        return scheme == "Bearer" and token in self._good_tokens

    def add_routes(self, app: web.Application) -> None:
        """Serve login and OpenID documents."""
        app.router.add_get("/openid", self._metadata)
        app.router.add_get("/jwks", self._jwks)
        app.router.add_get("/msi/token", self._managed_token)
        app.router.add_post("/login/{tenant}/oauth2/v2.0/token", self._token)

    def _make_key(self) -> None:
        self._key = _key_of(self._generation)

    async def _metadata(self, request: web.Request) -> web.Response:
        fault = await self.faults.meet("metadata")
        if fault is not None:
            return web.Response(status=fault.status or 500)
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{request.url.origin()}/jwks"})

    async def _jwks(self, _request: web.Request) -> web.Response:
        self.key_requests += 1
        await self.faults.meet("keys")
        key = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        return web.json_response(
            {"keys": [{**key, "kid": self.key_id, "endorsements": self.endorsements}]}
        )

    async def _managed_token(self, request: web.Request) -> web.Response:
        """Answer as the identity endpoint of an Azure App Service does."""
        self.token_requests.append(dict(request.query))
        if await self.faults.meet("token") is not None:
            return web.Response(status=500)
        token = f"managed-token-{len(self.token_requests)}"
        self._good_tokens.add(token)
        expires = str(int(time.time()) + 3600)
        return web.json_response(
            {"access_token": token, "expires_on": expires, "token_type": "Bearer"}
        )

    async def _token(self, request: web.Request) -> web.Response:
        form = dict(await request.post())
        self.token_requests.append({**form, "tenant": request.match_info["tenant"]})
        if await self.faults.meet("token") is not None:
            return web.Response(status=503)
        if (form.get("client_id"), form.get("client_secret")) != (self.app_id, self.app_password):
            return web.json_response({"error": "invalid_client"}, status=401)
        token = f"bot-token-{len(self.token_requests)}"
        self._good_tokens.add(token)
        return web.json_response({"access_token": token, "expires_in": 3600})

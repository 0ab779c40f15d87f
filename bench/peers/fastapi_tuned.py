"""FastAPI as far as it goes: one statement a request, verified tokens remembered, no reset of connections."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import jwt
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

SECRET = os.environ["GOTRUE_JWT_SECRET"]
_known: dict[str, tuple[str, str]] = {}


class Connection(asyncpg.Connection):
    """Nothing is set for longer than a statement, so nothing needs to be reset."""

    async def reset(self, *, timeout: float | None = None) -> None:
        return None


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    url = os.environ["PEER_DATABASE_URL"]
    async with asyncpg.create_pool(url, min_size=2, max_size=2, connection_class=Connection) as pool:
        app.state.pool = pool
        yield


def who(request: Request) -> tuple[str, str]:
    token = request.headers["authorization"]
    known = _known.get(token)
    if known is None:
        claims = jwt.decode(token.removeprefix("Bearer "), SECRET, ["HS256"], audience="authenticated")
        known = _known[token] = claims["sub"], json.dumps(claims)
    return known


async def feed(request: Request) -> Response:
    viewer, claims = who(request)
    async with request.app.state.pool.acquire() as connection:
        body = await connection.fetchval("SELECT bench.feed($1, $2::uuid)", claims, viewer)
    return Response(body, media_type="application/json")


async def profile(request: Request) -> Response:
    viewer, claims = who(request)
    target = request.path_params["user_id"]
    async with request.app.state.pool.acquire() as connection:
        body = await connection.fetchval("SELECT bench.profile($1, $2::uuid, $3::uuid)", claims, viewer, target)
    return Response(body, media_type="application/json")


async def comments(request: Request) -> Response:
    viewer, claims = who(request)
    post = request.path_params["post_id"]
    async with request.app.state.pool.acquire() as connection:
        body = await connection.fetchval("SELECT bench.comments($1, $2::uuid, $3::uuid)", claims, viewer, post)
    return Response(body, media_type="application/json")


async def search(request: Request) -> Response:
    viewer, claims = who(request)
    async with request.app.state.pool.acquire() as connection:
        body = await connection.fetchval("SELECT bench.search($1, $2::uuid)", claims, viewer)
    return Response(body, media_type="application/json")


app = FastAPI(
    lifespan=lifespan,
    routes=[
        Route("/api/posts", feed),
        Route("/api/users/{user_id}", profile),
        Route("/api/engagement/comments/{post_id}", comments),
        Route("/api/search/posts", search),
    ],
)

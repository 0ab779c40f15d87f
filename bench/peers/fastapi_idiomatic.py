"""FastAPI as its documentation teaches it: asyncpg pool, a dependency for the token, a transaction a request."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import asyncpg
import jwt
from fastapi import Depends, FastAPI, Header, HTTPException, Response

SECRET = os.environ["GOTRUE_JWT_SECRET"]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with asyncpg.create_pool(os.environ["PEER_DATABASE_URL"], min_size=2, max_size=2) as pool:
        app.state.pool = pool
        yield


app = FastAPI(lifespan=lifespan)


def claims(authorization: Annotated[str, Header()]) -> dict[str, Any]:
    try:
        return jwt.decode(authorization.removeprefix("Bearer "), SECRET, ["HS256"], audience="authenticated")
    except jwt.PyJWTError:
        raise HTTPException(401) from None


Claims = Annotated[dict[str, Any], Depends(claims)]


async def answer(who: dict[str, Any], statement: str, *values: Any) -> Response:
    async with app.state.pool.acquire() as connection, connection.transaction(readonly=True):
        await connection.execute("SELECT set_config('request.jwt.claims', $1, true)", json.dumps(who))
        await connection.execute("SELECT set_config('role', 'authenticated', true)")
        return Response(await connection.fetchval(statement, *values), media_type="application/json")


@app.get("/api/posts")
async def feed(who: Claims) -> Response:
    return await answer(who, "SELECT results FROM public.get_feed($1::uuid, 20, NULL)", who["sub"])


@app.get("/api/users/{user_id}")
async def profile(user_id: str, who: Claims) -> Response:
    return await answer(who, "SELECT body FROM public.get_profile($1::uuid, $2::uuid)", who["sub"], user_id)


@app.get("/api/engagement/comments/{post_id}")
async def comments(post_id: str, who: Claims) -> Response:
    statement = "SELECT results FROM public.get_comments($1::uuid, $2::uuid, 'new', NULL, 20, NULL)"
    return await answer(who, statement, who["sub"], post_id)


@app.get("/api/search/posts")
async def search(q: str, who: Claims) -> Response:
    return await answer(who, "SELECT results FROM public.search_posts($1::uuid, $2, 20, NULL)", who["sub"], q)

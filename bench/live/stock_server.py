"""The peer `stock`: Flask-SocketIO on eventlet as its manual shows it. Says every op to its room, keeps nothing."""

# ruff: noqa: E402 (patching comes before the other imports)

import eventlet

eventlet.monkey_patch()

import os

from flask import Flask
from flask_socketio import SocketIO, emit, join_room

app = Flask(__name__)
socketio = SocketIO(app, async_mode="eventlet")


@app.get("/")
def healthy():
    return "ok"


@socketio.on("enter")
def enter(data):
    join_room(data["room"])
    return {"ok": True}


@socketio.on("op")
def op(data):
    emit("op", data, to=data["room"])
    return {"ok": True}


if __name__ == "__main__":
    socketio.run(app, host="127.0.0.1", port=int(os.environ["PORT"]))

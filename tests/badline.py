"""A bad line between a browser and the product: slow, losing packets, and cut for a while."""

import asyncio
import contextlib
import random
import threading

AGAIN_S = 0.6
"""What a lost packet costs: the time after which TCP has noticed and sent it again."""


class BadLine:
    """A port on this machine that leads badly to `url`: `round_trip_s` there and back, `loss` of the packets come late.

    `cut()`: what is sent is not answered, as in a dead spot (nothing is closed); `mend()`: what was held back arrives.
    """

    def __init__(self, url, *, round_trip_s=0.3, loss=0.03):
        self.host, self.port = url.removeprefix("http://").split(":")
        self.delay_s, self.loss = round_trip_s / 2, loss
        self.loop = asyncio.new_event_loop()
        self.open, self._dice = asyncio.Event(), random.Random(8)
        self._started = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()
        self._started.wait()
        self.url = f"http://127.0.0.1:{self._port}"

    def cut(self):
        self.loop.call_soon_threadsafe(self.open.clear)

    def mend(self):
        self.loop.call_soon_threadsafe(self.open.set)

    def close(self):
        asyncio.run_coroutine_threadsafe(self._end(), self.loop)

    async def _end(self):
        carrying = asyncio.all_tasks() - {asyncio.current_task()}
        for one in carrying:
            one.cancel()
        await asyncio.gather(*carrying, return_exceptions=True)
        self.loop.stop()

    def _run(self):
        asyncio.set_event_loop(self.loop)
        self.open.set()
        server = self.loop.run_until_complete(asyncio.start_server(self._join, "127.0.0.1", 0))
        self._port = server.sockets[0].getsockname()[1]
        self._started.set()
        self.loop.run_forever()

    async def _join(self, near_in, near_out):
        await self.open.wait()
        far_in, far_out = await asyncio.open_connection(self.host, int(self.port))
        await asyncio.gather(self._carry(near_in, far_out), self._carry(far_in, near_out))

    async def _carry(self, source, sink):
        """In order, each packet after its delay: one that is lost holds up those behind it."""
        packets = asyncio.Queue()

        async def deliver():
            while True:
                due, packet = await packets.get()
                await asyncio.sleep(max(0, due - self.loop.time()))
                await self.open.wait()
                if not packet:
                    return sink.close()
                sink.write(packet)
                await sink.drain()

        delivering = asyncio.ensure_future(deliver())
        with contextlib.suppress(ConnectionError):
            while packet := await source.read(1400):
                again = AGAIN_S if self._dice.random() < self.loss else 0
                packets.put_nowait((self.loop.time() + self.delay_s + again, packet))
        packets.put_nowait((self.loop.time(), b""))
        with contextlib.suppress(ConnectionError):
            await delivering

"""A small driver for headless Chromium over its debugging pipe: no sockets, no packages."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SECONDS = 60


def find_chromium() -> str | None:
    """Return the program, or None where there is none."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


class Page:
    """A tab: it opens addresses, runs scripts, takes keys, and keeps what the console said."""

    def __init__(self, read: int, write: int) -> None:
        self._read, self._write = read, write
        self._number = 0
        self._rest = b""
        self._session = ""
        self.events: list[dict[str, Any]] = []

    def command(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and return its answer."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._write, data) :]
        while True:
            answer = self._message()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def _message(self) -> dict[str, Any]:
        end = time.monotonic() + _SECONDS
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._read], [], [], max(end - time.monotonic(), 0))
            if not ready:
                raise AssertionError("Chromium does not answer")
            chunk = os.read(self._read, 1 << 20)
            if not chunk:
                raise AssertionError("Chromium has gone")
            self._rest += chunk
        head, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(head)
        return message

    def attach(self) -> None:
        """Open a tab and listen to it."""
        target = self.command("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.command("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.command(f"{domain}.enable")

    def open(self, address: str) -> None:
        """Load an address and wait until it is complete."""
        self.events.clear()
        self.command("Page.navigate", url=address)
        self.wait(f"document.readyState === 'complete' && location.href.startsWith({json.dumps(address)})")

    def reload(self) -> None:
        """Load the same address anew."""
        self.run("window.old = true")
        self.command("Page.reload")
        self.wait("!window.old && document.readyState === 'complete'")

    def run(self, script: str) -> Any:
        """Return the value of an expression in the page; promises are waited for."""
        result = self.command(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True, userGesture=True
        )
        if "exceptionDetails" in result:
            raise AssertionError(json.dumps(result["exceptionDetails"])[:2000])
        return result["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + _SECONDS
        while True:
            try:
                if self.run(f"Boolean({condition})"):
                    return
            except AssertionError as error:
                if "context" not in str(error).lower():
                    raise
            if time.monotonic() > end:
                raise AssertionError(f"never true: {condition}")
            time.sleep(0.02)

    def press(self, key: str) -> None:
        """Press a key where the focus is."""
        text = key if len(key) == 1 else ""
        self.command("Input.dispatchKeyEvent", type="keyDown", key=key, text=text)
        self.command("Input.dispatchKeyEvent", type="keyUp", key=key)

    def picture(self, file: Path, *, whole: bool = False) -> None:
        """Save what is seen as a PNG file."""
        data = self.command("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"]
        file.write_bytes(base64.b64decode(data))

    def pdf(self, file: Path) -> None:
        """Save the printed page."""
        file.write_bytes(base64.b64decode(self.command("Page.printToPDF", printBackground=True)["data"]))

    def size(self, width: int, height: int, *, dark: bool = False, scale: float = 1) -> None:
        """Set the size of the window in CSS pixels, and the colours that the reader prefers."""
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        motion = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.command("Emulation.setEmulatedMedia", features=[scheme, motion])

    def requests(self) -> list[str]:
        """Return the addresses that were asked for since the last `open`, blobs and data left out."""
        self.run("1")
        asked = [
            e["params"]["request"]["url"]
            for e in self.events
            if e.get("method") == "Network.requestWillBeSent"
        ]
        return [url for url in asked if not url.startswith(("data:", "blob:"))]

    def complaints(self) -> list[str]:
        """Return errors of scripts and refusals of the security policy since the last `open`."""
        self.run("1")
        said = []
        for event in self.events:
            params = event.get("params", {})
            if event.get("method") == "Runtime.exceptionThrown":
                said.append(json.dumps(params["exceptionDetails"])[:500])
            elif event.get("method") == "Log.entryAdded" and params["entry"]["level"] == "error":
                said.append(params["entry"]["text"])
        return said


@contextmanager
def chromium(program: str) -> Iterator[Page]:
    """Start a browser with a profile of its own and yield its one tab."""
    to_child, write = os.pipe()
    read, from_child = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = (
            f'exec "$0" "$@" 3<&{to_child} 4>&{from_child}'  # the pipe that Chromium reads is 3, writes is 4
        )
        options = (
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
            "--no-first-run", "--disable-extensions", "--disable-background-networking", "--remote-debugging-pipe",
            f"--user-data-dir={profile}", "about:blank",
        )  # fmt: skip
        browser = subprocess.Popen(
            ["/bin/sh", "-c", command, program, *options],
            pass_fds=(to_child, from_child),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_child)
        os.close(from_child)
        try:
            page = Page(read, write)
            page.attach()
            yield page
        finally:
            browser.terminate()
            try:
                browser.wait(10)
            except subprocess.TimeoutExpired:
                browser.kill()
                browser.wait()
            os.close(write)
            os.close(read)

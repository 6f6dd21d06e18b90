"""A real web server of this machine in the place of somebody else's: it remembers what it was asked and answers as told."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Elsewhere:
    """`answer(path, body)` gives status and JSON or text; `hangs` and `dies` are what they say."""

    def __init__(self, answer):
        self.answer = answer
        self.asked = []
        self.hangs = False
        self.dies = False
        self.headers_of_answer = {}
        self.over = threading.Event()


@contextmanager
def elsewhere(answer):
    there = Elsewhere(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            there.asked.append((self.path, dict(self.headers), body))
            if there.hangs:
                there.over.wait(10)
            if there.hangs or there.dies:
                self.close_connection = True
                return
            status, told = there.answer(self.path, body)
            content = told.encode() if isinstance(told, str) else json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/plain" if isinstance(told, str) else "application/json")
            self.send_header("Content-Length", str(len(content)))
            for name, value in there.headers_of_answer.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST

        def log_message(self, *_words):
            """Tests print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    there.root = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield there
    finally:
        there.over.set()
        server.shutdown()
        server.server_close()
        thread.join()

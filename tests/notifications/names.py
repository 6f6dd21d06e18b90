"""A real name server on this machine that knows the records a test gives it."""

import socket
from contextlib import contextmanager

from dnslib import QTYPE, RCODE, RR, TXT
from dnslib.server import BaseResolver, DNSLogger, DNSServer


class Zone(BaseResolver):
    """Answers TXT from `texts`; while `is_silent`, says it cannot."""

    def __init__(self):
        self.texts = {}
        self.is_silent = False

    def resolve(self, request, handler):
        reply = request.reply()
        name = str(request.q.qname).rstrip(".").lower()
        if self.is_silent:
            reply.header.rcode = RCODE.SERVFAIL
        elif name not in self.texts:
            reply.header.rcode = RCODE.NXDOMAIN
        else:
            for text in self.texts[name]:
                parts = [text[at : at + 255].encode() for at in range(0, len(text), 255)]
                reply.add_answer(RR(name, QTYPE.TXT, rdata=TXT(parts), ttl=1))
        return reply


@contextmanager
def name_server():
    zone = Zone()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        zone.port = probe.getsockname()[1]
    server = DNSServer(zone, address="127.0.0.1", port=zone.port, logger=DNSLogger("-request,-reply,-truncated,-error"))
    server.start_thread()
    try:
        yield zone
    finally:
        server.stop()
        server.server.server_close()

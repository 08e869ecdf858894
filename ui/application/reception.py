"""Reception: takes what later starts of the program hand over to the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from ui.application.door import ACCEPTED, Door
from ui.application.request import MOST, decoded

REFUSED = b"no\n"
# Whoever has not said what they want by then is not waited for.
_PATIENCE_MS = 5000
# That are listened to at a time.
_MOST_VISITORS = 16


class Reception(QObject):
    """asked(Request): of a visitor, who has been told that it is taken."""

    asked = Signal(object)

    def __init__(self, door: Door, takes: Callable[[], bool], parent: QObject) -> None:
        """takes: whether the window can take files at this moment. door: this process is behind it."""
        super().__init__(parent)
        self._door, self.takes = door, takes
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._let_in)
        QLocalServer.removeServer(door.address)  # of one that crashed: the lock says that nobody is there
        if not self._server.listen(door.address):
            door.leave()

    def close(self) -> None:
        """Nobody is let in any more, and another window may be behind the door."""
        self._server.close()
        self._door.leave()

    def _let_in(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if len(self.findChildren(_Visitor)) < _MOST_VISITORS:
                _Visitor(socket, self)
            else:
                socket.abort()
                socket.deleteLater()


class _Visitor(QObject):
    """One connection, until it has said one line or its time is up."""

    def __init__(self, socket: QLocalSocket, reception: Reception) -> None:
        super().__init__(reception)
        self._reception, self._socket = reception, socket
        socket.setParent(self)
        socket.setReadBufferSize(MOST + 1)
        socket.readyRead.connect(self._listen)
        socket.disconnected.connect(self.deleteLater)
        timer = QTimer(self, singleShot=True)
        timer.timeout.connect(self._let_go)
        timer.start(_PATIENCE_MS)
        self._listen()

    def _let_go(self) -> None:
        self._socket.abort()
        self.deleteLater()

    def _listen(self) -> None:
        socket = self._socket
        if not socket.canReadLine() and socket.bytesAvailable() <= MOST:
            return
        socket.readyRead.disconnect(self._listen)
        request = decoded(bytes(socket.readLine(MOST + 1).data()))
        taken = request is not None and self._reception.takes()
        socket.write(ACCEPTED if taken else REFUSED)
        socket.flush()
        # Who has given up waiting has gone, and opens a window of their own.
        answered = socket.state() == QLocalSocket.LocalSocketState.ConnectedState
        socket.disconnectFromServer()
        if taken and answered:
            self._reception.asked.emit(request)

package main

import (
	"bufio"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
)

type Event struct {
	Code  int             `json:"code"`
	Nonce int             `json:"nonce,omitempty"`
	Data  json.RawMessage `json:"data,omitempty"`
}

type RunID struct {
	RunID string `json:"runid"`
}

type Log struct {
	RunID
	StdOut string `json:"stdout,omitempty"`
	StdErr string `json:"stderr,omitempty"`
}

type Stop struct {
	RunID
	ExecTimeMS int `json:"exectimems"`
}

type SocketFailure struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

type Operation struct {
	Op    int `json:"op"`
	Nonce int `json:"nonce"`
	Args  any `json:"args,omitempty"`
}

// RFC 6455, as much of it as two texts need.
type Socket struct {
	conn   net.Conn
	reader *bufio.Reader
}

func open(endpoint, token string) *Socket {
	host := strings.TrimPrefix(endpoint, "http://")
	conn, err := net.Dial("tcp", host)
	must(err)
	key := make([]byte, 16)
	rand.Read(key)
	fmt.Fprintf(conn, "GET /v1/ws HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\nAuthorization: Bearer %s\r\n\r\n",
		host, base64.StdEncoding.EncodeToString(key), token)
	reader := bufio.NewReader(conn)
	response, err := http.ReadResponse(reader, nil)
	must(err)
	if response.StatusCode != http.StatusSwitchingProtocols {
		must(fmt.Errorf("the socket was answered with %s", response.Status))
	}
	return &Socket{conn, reader}
}

func (s *Socket) write(opcode byte, payload []byte) {
	frame := []byte{0x80 | opcode, 0x80 | 126, byte(len(payload) >> 8), byte(len(payload))}
	mask := make([]byte, 4)
	rand.Read(mask)
	frame = append(frame, mask...)
	for index, octet := range payload {
		frame = append(frame, octet^mask[index%4])
	}
	_, err := s.conn.Write(frame)
	must(err)
}

func (s *Socket) send(operation Operation) {
	text, err := json.Marshal(operation)
	must(err)
	s.write(1, text)
}

// The next text; pings are answered.
func (s *Socket) read() []byte {
	for {
		head := make([]byte, 2)
		_, err := io.ReadFull(s.reader, head)
		must(err)
		length := uint64(head[1] & 0x7f)
		if length >= 126 {
			more := make([]byte, map[uint64]int{126: 2, 127: 8}[length])
			_, err = io.ReadFull(s.reader, more)
			must(err)
			length = binary.BigEndian.Uint64(append(make([]byte, 8-len(more)), more...))
		}
		payload := make([]byte, length)
		_, err = io.ReadFull(s.reader, payload)
		must(err)
		switch head[0] {
		case 0x81:
			return payload
		case 0x89:
			s.write(10, payload)
		default:
			must(fmt.Errorf("a frame begins with %x", head[0]))
		}
	}
}

// Reads and reports one event and what is in it.
func (s *Socket) take(name string) (Event, string) {
	event := Event{}
	fault := check(s.read(), &event, "\n")
	var text string
	log := Log{}
	data := []any{&text, &SocketFailure{}, &RunID{}, &log, &Stop{}}[event.Code]
	if fault == "" {
		fault = check(event.Data, data, "")
	}
	must(out.Encode(Report{Name: name, Value: map[string]any{"code": event.Code, "nonce": event.Nonce, "data": data}, Fault: fault}))
	var run RunID
	json.Unmarshal(event.Data, &run)
	return event, run.RunID
}

func talk(endpoint, token string) {
	mine, theirs := open(endpoint, token), open(endpoint, token)
	mine.send(Operation{Op: 0, Nonce: 1})
	mine.take("ping")
	mine.send(Operation{Op: 1, Nonce: 2, Args: Request{Language: "py", Code: "print('to the socket')"}})
	for code := 0; code != 4; {
		event, _ := mine.take("exec")
		code = event.Code
	}
	mine.send(Operation{Op: 1, Nonce: 3, Args: Request{Language: "py", Code: "import time\nprint('waits', flush=True)\ntime.sleep(60)"}})
	_, id := mine.take("wait")
	mine.take("wait")
	theirs.send(Operation{Op: 2, Nonce: 4, Args: RunID{id}})
	theirs.take("kill of another's")
	mine.send(Operation{Op: 2, Nonce: 5, Args: RunID{id}})
	mine.take("kill")
	mine.send(Operation{Op: 1, Nonce: 6, Args: Request{Language: "klingon", Code: "x"}})
	mine.take("unknown")
	mine.send(Operation{Op: 1, Nonce: 7, Args: Request{Language: "py", Code: "while True: pass"}})
	mine.take("endless")
	mine.take("endless")
}

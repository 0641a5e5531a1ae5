// A client of ranna's API that stands in for ranna's own: it sends what that one sends and reads what that one reads.
// Beyond it, it is strict: a field that ranna does not know, or a byte that Go would write otherwise, is reported.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

type Inline struct {
	ImportRegex string `json:"import_regex"`
	Template    string `json:"template"`
}

type Spec struct {
	Image      string  `json:"image,omitempty"`
	Entrypoint string  `json:"entrypoint,omitempty"`
	FileName   string  `json:"filename,omitempty"`
	Cmd        string  `json:"cmd,omitempty"`
	Registry   string  `json:"registry,omitempty"`
	Use        string  `json:"use,omitempty"`
	Language   string  `json:"language,omitempty"`
	Example    string  `json:"example,omitempty"`
	Inline     *Inline `json:"inline,omitempty"`
}

type Request struct {
	Language    string            `json:"language"`
	Code        string            `json:"code"`
	Inline      bool              `json:"inline_expression"`
	Arguments   []string          `json:"arguments"`
	Environment map[string]string `json:"environment"`
}

type Response struct {
	StdOut     string `json:"stdout"`
	StdErr     string `json:"stderr"`
	ExecTimeMS int    `json:"exectimems"`
}

type Failure struct {
	Error   string `json:"error"`
	Code    int    `json:"code"`
	Context string `json:"context,omitempty"`
}

type Info struct {
	Version   string `json:"version"`
	BuildDate string `json:"builddate"`
	GoVersion string `json:"go_version"`
	Sandbox   *struct {
		Type    string `json:"type"`
		Version string `json:"version"`
	} `json:"sandbox"`
}

// One thing that was asked, for the test that reads our output.
type Report struct {
	Name   string `json:"name"`
	Status int    `json:"status,omitempty"`
	Value  any    `json:"value"`
	// What is not as Go would have written it.
	Fault string `json:"fault"`
}

var out = json.NewEncoder(os.Stdout)

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// Decodes strictly and compares with what Go makes of it again.
func check(raw []byte, value any, ending string) string {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(value); err != nil {
		return err.Error() + ": " + string(raw)
	}
	again, err := json.Marshal(value)
	must(err)
	if string(raw) != string(again)+ending {
		return "not the bytes of Go: " + string(raw)
	}
	return ""
}

func ask(name, endpoint, authorization, method, path string, body any, value any) {
	var reader io.Reader
	if body != nil {
		buffer := &bytes.Buffer{}
		must(json.NewEncoder(buffer).Encode(body))
		reader = buffer
	}
	request, err := http.NewRequest(method, endpoint+"/v1/"+path, reader)
	must(err)
	request.Header.Add("Content-Type", "application/json")
	request.Header.Add("Accept", "application/json")
	if authorization != "" {
		request.Header.Add("Authorization", authorization)
	}
	response, err := (&http.Client{Timeout: 2 * time.Minute}).Do(request)
	must(err)
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	must(err)
	report := Report{Name: name, Status: response.StatusCode, Value: value}
	if response.StatusCode >= 400 {
		report.Value = &Failure{}
		// Without a length ranna's client reads no reason.
		if response.ContentLength <= 0 {
			report.Fault = "no length of the body"
		}
	}
	if !strings.HasPrefix(response.Header.Get("Content-Type"), "application/json") {
		report.Fault = "no JSON"
	}
	if report.Fault == "" {
		report.Fault = check(raw, report.Value, "")
	}
	must(out.Encode(report))
}

func main() {
	// As people give it: with the token as the password of the address.
	endpoint, bare, token := os.Getenv("RANNA_ENDPOINT"), os.Getenv("RANNA_BARE_ENDPOINT"), os.Getenv("RANNA_TOKEN")
	exec := func(name string, request Request) {
		ask(name, endpoint, "", "POST", "exec", request, &Response{})
	}
	ask("spec", endpoint, "", "GET", "spec", nil, &map[string]*Spec{})
	ask("info", bare, "Bearer "+token, "GET", "info", nil, &Info{})
	ask("stranger", bare, "", "GET", "info", nil, &Info{})
	exec("python", Request{
		Language:    "py",
		Code:        "import os, sys\nprint('<a> & b', sys.argv[1:], os.environ['GREETING'])\nprint('é', file=sys.stderr)\nsys.exit(3)",
		Arguments:   []string{"one two", "$x"},
		Environment: map[string]string{"GREETING": "hello"},
	})
	exec("node", Request{Language: "js", Code: "console.log(1 + 1)"})
	exec("c inline", Request{Language: "c", Code: "#include <stdio.h>\nputs(\"inline\");", Inline: true})
	exec("c broken", Request{Language: "c", Code: "int main() { return nothing; }"})
	exec("no inline", Request{Language: "js", Code: "1", Inline: true})
	exec("empty", Request{Language: "py"})
	exec("unknown", Request{Language: "klingon", Code: "x"})
	exec("endless", Request{Language: "py", Code: "while True: pass"})
	exec("flood", Request{Language: "py", Code: "while True: print('x' * 1000)"})
	talk(bare, token)
}

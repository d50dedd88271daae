package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

const (
	clients         = 16
	unsignedPayload = "UNSIGNED-PAYLOAD"
)

// writer puts small objects, and notes their versions in a file.
type writer struct {
	endpoint string
	path     string // of the bucket and the prefix
	file     *os.File
	requests chan int
	group    sync.WaitGroup
	lock     sync.Mutex
	asked    int
	written  int
	failure  error
}

func newWriter(endpoint, path string, file *os.File) *writer {
	w := &writer{endpoint: endpoint, path: path, file: file, requests: make(chan int, 1<<16)}
	for range clients {
		w.group.Add(1)
		go func() {
			defer w.group.Done()
			for number := range w.requests {
				w.note(w.put(number))
			}
		}()
	}
	return w
}

// add asks for more objects. The clients put them in the background.
func (w *writer) add(count int) {
	for range count {
		w.requests <- w.asked
		w.asked++
	}
}

// end returns the number of objects when all of them are there.
func (w *writer) end() (int, error) {
	close(w.requests)
	w.group.Wait()
	return w.written, w.failure
}

// waiting returns the number of objects that are not put yet.
func (w *writer) waiting() int { return len(w.requests) }

func (w *writer) put(number int) (string, error) {
	key := fmt.Sprintf("%s%07d.txt", w.path, number)
	body := strings.NewReader(fmt.Sprintf("object %d\n", number))
	response, err := call(http.MethodPut, w.endpoint+key, body)
	if err != nil {
		return "", err
	}
	_, objectKey, _ := strings.Cut(strings.TrimPrefix(key, "/"), "/")
	return objectKey + "\t" + response.Header.Get("x-amz-version-id") + "\n", response.Body.Close()
}

func (w *writer) note(line string, err error) {
	w.lock.Lock()
	defer w.lock.Unlock()
	if err == nil {
		_, err = w.file.WriteString(line)
	}
	if err != nil {
		w.failure = err
		return
	}
	w.written++
}

// logSize returns the size of the log of records; 0 when there is no log yet.
func logSize(url string) int {
	response, err := call(http.MethodGet, url, nil)
	if err != nil {
		return 0
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	lines := strings.Split(string(text), "\n")
	if err != nil || len(lines) < 2 {
		return 0
	}
	size, _ := strconv.Atoi(lines[1])
	return size
}

// call sends a signed request to S3.
func call(method, url string, body io.Reader) (*http.Response, error) {
	request, err := http.NewRequest(method, url, body)
	if err != nil {
		return nil, err
	}
	request.Header.Set("X-Amz-Content-Sha256", unsignedPayload)
	keys := aws.Credentials{AccessKeyID: os.Getenv("AWS_ACCESS_KEY_ID"), SecretAccessKey: os.Getenv("AWS_SECRET_ACCESS_KEY")}
	err = v4.NewSigner().SignHTTP(context.Background(), keys, request, unsignedPayload, "s3", os.Getenv("AWS_REGION"), time.Now())
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		response.Body.Close()
		return nil, fmt.Errorf("%s %s: %s", method, url, response.Status)
	}
	return response, nil
}

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

type receiver struct{}

// deliveries passes the requests of replicas to the endpoint, and counts what the queue delivers to them. It delays
// reads of objects, so that the work of a replica takes time and not the machine's processors.
type deliveries struct {
	endpoint *url.URL
	queue    string
	slow     string
	delay    time.Duration
	proxy    *httputil.ReverseProxy

	lock     sync.Mutex
	messages map[string]int
}

func newDeliveries(endpoint *url.URL, queue, slow string, delay time.Duration) *deliveries {
	d := &deliveries{endpoint: endpoint, queue: queue, slow: slow, delay: delay, messages: map[string]int{}}
	d.proxy = &httputil.ReverseProxy{
		Rewrite: func(request *httputil.ProxyRequest) {
			request.Out.URL.Scheme = endpoint.Scheme
			request.Out.URL.Host = endpoint.Host
			// The signature states the host that the client knows.
			request.Out.Host = request.In.Host
			request.Out.Header.Del("Expect")
		},
		ModifyResponse: d.received,
		ErrorHandler: func(response http.ResponseWriter, _ *http.Request, _ error) {
			response.WriteHeader(http.StatusBadGateway)
		},
		Transport: &http.Transport{MaxIdleConnsPerHost: 1024, DisableCompression: true},
	}
	return d
}

// handler serves one replica.
func (d *deliveries) handler(to *replica) http.Handler {
	return http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		if d.reads(request) {
			select {
			case <-time.After(d.delay):
			case <-request.Context().Done():
				return
			}
		}
		if strings.HasSuffix(request.Header.Get("X-Amz-Target"), ".ReceiveMessage") {
			body, err := io.ReadAll(request.Body)
			if err != nil {
				return
			}
			request.Body = io.NopCloser(bytes.NewReader(body))
			var call struct{ QueueUrl string }
			if json.Unmarshal(body, &call) == nil && strings.HasSuffix(call.QueueUrl, "/"+d.queue) {
				request = request.WithContext(context.WithValue(request.Context(), receiver{}, to))
			}
		}
		d.proxy.ServeHTTP(response, request)
	})
}

// reads returns whether a request reads the bytes of an object.
func (d *deliveries) reads(request *http.Request) bool {
	for name := range request.URL.Query() {
		if name != "versionId" {
			return false
		}
	}
	return request.Method == http.MethodGet && strings.HasPrefix(request.URL.Path, d.slow)
}

func (d *deliveries) received(response *http.Response) error {
	to, isReceive := response.Request.Context().Value(receiver{}).(*replica)
	if !isReceive || response.StatusCode != http.StatusOK {
		return nil
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	var batch struct {
		Messages []struct {
			MessageId  string
			Body       string
			Attributes map[string]string
		}
	}
	if err := json.Unmarshal(body, &batch); err != nil {
		return err
	}
	d.lock.Lock()
	defer d.lock.Unlock()
	for _, message := range batch.Messages {
		if strings.Contains(message.Body, "s3:TestEvent") {
			continue
		}
		to.received.Add(1)
		// The queue also counts a delivery whose response never arrived.
		stated, err := strconv.Atoi(message.Attributes["ApproximateReceiveCount"])
		if err != nil {
			return err
		}
		d.messages[message.MessageId] = max(d.messages[message.MessageId]+1, stated)
	}
	return nil
}

// counts returns the number of messages, and of those that were delivered more than once.
func (d *deliveries) counts() (messages, again int) {
	d.lock.Lock()
	defer d.lock.Unlock()
	for _, count := range d.messages {
		if count > 1 {
			again++
		}
	}
	return len(d.messages), again
}

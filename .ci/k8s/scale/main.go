// Scale lets KEDA's own SQS scaler drive real processes of the service on the local cloud, without a cluster. It reads
// the ScaledObject as it is shipped, asks KEDA's scaler for the metric, applies the rule of a HorizontalPodAutoscaler,
// and starts and stops processes, while it puts objects. First one replica works; then objects are put until all
// replicas work, and some are stopped while the queue is full; then only a few objects are put, until one replica is
// left; at last nothing is put, and the queue runs empty. It writes what it put, and what the queue delivered how often.
//
// usage: scale -scaling FILE -endpoint URL -folder DIR -bucket NAME -prefix PREFIX -log URL [OPTIONS] -- COMMAND...
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/go-logr/logr"
	logf "sigs.k8s.io/controller-runtime/pkg/log"
	"waybill.dev/k8s/scalers"
)

// KEDA's and Kubernetes's interval between two looks at a metric, both of which are divided by -faster.
const interval = 15 * time.Second

var (
	scalingFile = flag.String("scaling", "", "file of the ScaledObject")
	endpoint    = flag.String("endpoint", "", "URL of the local cloud")
	folder      = flag.String("folder", "", "folder for logs and results")
	bucket      = flag.String("bucket", "", "bucket of the objects")
	prefix      = flag.String("prefix", "", "prefix of the objects")
	logURL      = flag.String("log", "", "URL of the checkpoint of the log of records")
	least       = flag.Int("least", 1, "least number of replicas, in place of that of the ScaledObject")
	most        = flag.Int("most", 8, "largest number of replicas, if that of the ScaledObject is not smaller")
	faster      = flag.Float64("faster", 15, "factor by which all times of the ScaledObject are shortened")
	delay       = flag.Duration("delay", 2*time.Second, "delay of each read of an object")
	rate        = flag.Float64("rate", 10, "objects that are put in a second while replicas are stopped by the rule")
	stops       = flag.Int("stops", 3, "replicas that are stopped while all of them work")
	atOnce      = flag.Int("at-once", 1, "how many of them are stopped at a time")
	kill        = flag.Bool("kill", false, "stop replicas by SIGKILL in place of SIGTERM")
	ebb         = flag.Bool("ebb", true, "wait until the least number of replicas is left")
	limit       = flag.Duration("limit", 5*time.Minute, "time limit")
)

// Processes that end with their parent end with the thread that started them.
func init() { runtime.LockOSThread() }

// phase is what the load is for at the moment.
type phase string

const (
	begin phase = "begin"
	climb phase = "climb"
	fall  phase = "fall"
	drain phase = "drain"
	done  phase = "done"
)

type driver struct {
	scaler  scalers.Scaler
	metric  string
	rule    *autoscaler
	fleet   *fleet
	writer  *writer
	started time.Time
	phase   phase
	wish    int
	owed    float64
	logged  int
	forced  int
	peak    int
	shown   string
}

func main() {
	flag.Parse()
	logf.SetLogger(logr.Discard())
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	ctx, cancel := context.WithTimeout(context.Background(), *limit)
	defer cancel()
	target, err := url.Parse(*endpoint)
	if err != nil {
		return err
	}
	shipped, err := readScaling(*scalingFile)
	if err != nil {
		return err
	}
	scaler, err := shipped.queueScaler(ctx, *endpoint)
	if err != nil {
		return err
	}
	defer scaler.Close(ctx)
	rule, metric := shipped.autoscaler(ctx, scaler, *least, *most, *faster)
	written, err := os.Create(filepath.Join(*folder, "written.tsv"))
	if err != nil {
		return err
	}
	defer written.Close()
	path := "/" + *bucket + "/" + *prefix
	queue := metric[strings.LastIndex(metric, "aws-sqs-")+len("aws-sqs-"):]
	signal := syscall.SIGTERM
	if *kill {
		signal = syscall.SIGKILL
	}
	fmt.Printf("KEDA's metric %s, %g for each replica, at most %d replicas; all times are divided by %g\n", metric, rule.target, rule.most, *faster)
	d := &driver{
		scaler: scaler,
		metric: metric,
		rule:   rule,
		fleet: &fleet{command: flag.Args(), folder: *folder, signal: signal,
			deliveries: newDeliveries(target, queue, path, *delay)},
		writer:  newWriter(*endpoint, path, written),
		started: time.Now(),
		phase:   begin,
		wish:    *least,
		logged:  logSize(*logURL),
	}
	for d.phase != done {
		if err := d.step(ctx); err != nil {
			return fmt.Errorf("%s after %s: %w", d.phase, time.Since(d.started).Round(time.Second), err)
		}
		select {
		case <-time.After(time.Duration(float64(interval) / *faster)):
		case <-ctx.Done():
			return fmt.Errorf("%s: not done within %s", d.phase, *limit)
		}
	}
	return d.end()
}

// step asks KEDA's scaler once, and does what follows from its answer.
func (d *driver) step(ctx context.Context) error {
	value, err := measure(ctx, d.scaler, d.metric)
	if err != nil {
		return err
	}
	if err := d.fleet.collect(); err != nil {
		return err
	}
	d.wish = d.rule.next(value, d.wish, time.Now())
	if err := d.fleet.scale(d.wish); err != nil {
		return err
	}
	working := d.fleet.working()
	d.peak = max(d.peak, working)
	d.show(value, working)
	if err := d.advance(value, working); err != nil {
		return err
	}
	d.load(value)
	return nil
}

// advance enters the next phase when the aim of this one is reached, and stops replicas in the middle of the load.
func (d *driver) advance(value float64, working int) error {
	left := len(d.fleet.replicas)
	switch {
	case d.phase == begin && working == 1 && left == 1:
		d.phase = climb
	case d.phase == climb && working == d.rule.most && d.forced < *stops:
		count := min(*atOnce, *stops-d.forced)
		d.forced += count
		return d.fleet.stopOldest(count)
	case d.phase == climb && working == d.rule.most && *ebb:
		d.phase = fall
	case d.phase == climb && working == d.rule.most:
		d.phase = drain
	case d.phase == fall && d.wish == *least && left == *least:
		d.phase = drain
	case d.phase == drain && value == 0 && d.writer.waiting() == 0:
		if logSize(*logURL)-d.logged >= d.writer.asked {
			d.phase = done
		}
	}
	return nil
}

// load puts objects. In the climb, more of them wait than all replicas should have.
func (d *driver) load(value float64) {
	switch d.phase {
	case begin:
		d.writer.add(1)
	case fall:
		d.owed += *rate * interval.Seconds() / *faster
		d.writer.add(int(d.owed))
		d.owed -= float64(int(d.owed))
	case climb:
		// The metric lags behind what was just asked for.
		received, _ := d.fleet.deliveries.counts()
		there := max(int(value), d.writer.asked-received)
		d.writer.add(max(0, int(d.rule.target*float64(d.rule.most)*1.25)-there))
	}
}

// show prints a line when a number other than the metric has changed.
func (d *driver) show(value float64, working int) {
	ending := len(d.fleet.replicas) - len(d.fleet.wanted())
	state := fmt.Sprintf("%s: wanted %d, at work %d, ending %d", d.phase, d.wish, working, ending)
	if state != d.shown {
		fmt.Printf("  %3.0f s  metric %4g  %s\n", time.Since(d.started).Seconds(), value, state)
		d.shown = state
	}
}

// end stops the last replicas and writes the result.
func (d *driver) end() error {
	written, err := d.writer.end()
	if err != nil {
		return err
	}
	left := len(d.fleet.wanted())
	byRule := d.fleet.stopped - d.forced
	stopped := d.fleet.stopped
	if err := d.fleet.scale(0); err != nil {
		return err
	}
	for len(d.fleet.replicas) > 0 {
		time.Sleep(100 * time.Millisecond)
		if err := d.fleet.collect(); err != nil {
			return err
		}
	}
	messages, again := d.fleet.deliveries.counts()
	if messages == 0 {
		return errors.New("no delivery was counted")
	}
	text, err := json.Marshal(map[string]any{"written": written, "messages": messages, "again": again, "peak": d.peak,
		"left": left, "stopped": stopped, "byRule": byRule, "started": d.fleet.started,
		"longestStop": d.fleet.longest.Seconds(), "seconds": time.Since(d.started).Seconds()})
	if err != nil {
		return err
	}
	fmt.Println(string(text))
	return os.WriteFile(filepath.Join(*folder, "result.json"), append(text, '\n'), 0o644)
}

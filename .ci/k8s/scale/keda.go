package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"time"

	keda "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	"github.com/kedacore/keda/v2/pkg/scalers/scalersconfig"
	"sigs.k8s.io/yaml"
	"waybill.dev/k8s/scalers"
)

const (
	scaledName = "waybill"
	sqsTrigger = "aws-sqs-queue"
)

// scaling is a ScaledObject with the authentication of its triggers.
type scaling struct {
	object         keda.ScaledObject
	authentication keda.TriggerAuthentication
}

func readScaling(file string) (scaling, error) {
	found := scaling{}
	text, err := os.ReadFile(file)
	if err != nil {
		return found, err
	}
	for _, document := range bytes.Split(text, []byte("\n---\n")) {
		object, authentication := keda.ScaledObject{}, keda.TriggerAuthentication{}
		if yaml.UnmarshalStrict(document, &object) == nil && object.Kind == "ScaledObject" && object.Name == scaledName {
			found.object = object
		}
		if yaml.UnmarshalStrict(document, &authentication) == nil && authentication.Kind == "TriggerAuthentication" {
			found.authentication = authentication
		}
	}
	if found.object.Name == "" || found.authentication.Spec.PodIdentity == nil {
		return found, fmt.Errorf("%s has no ScaledObject %s with an authentication", file, scaledName)
	}
	return found, nil
}

// queueScaler returns KEDA's scaler of the ScaledObject's queue. Only the endpoint differs from what is shipped.
func (s scaling) queueScaler(ctx context.Context, endpoint string) (scalers.Scaler, error) {
	for index, trigger := range s.object.Spec.Triggers {
		if trigger.Type != sqsTrigger {
			continue
		}
		trigger.Metadata["awsEndpoint"] = endpoint
		// As in KEDA's own builder of scalers.
		return scalers.NewAwsSqsQueueScaler(ctx, &scalersconfig.ScalerConfig{
			ScalableObjectName:      s.object.Name,
			ScalableObjectNamespace: s.object.Namespace,
			ScalableObjectType:      s.object.Kind,
			TriggerName:             trigger.Name,
			TriggerType:             trigger.Type,
			TriggerMetadata:         trigger.Metadata,
			TriggerUseCachedMetrics: trigger.UseCachedMetrics,
			TriggerIndex:            index,
			TriggerUniqueKey:        fmt.Sprintf("%s-%s-%s-%d", s.object.Kind, s.object.Namespace, s.object.Name, index),
			MetricType:              trigger.MetricType,
			AuthParams:              map[string]string{},
			PodIdentity:             *s.authentication.Spec.PodIdentity,
			GlobalHTTPTimeout:       3 * time.Second,
			ScaledObject:            &s.object,
		})
	}
	return nil, fmt.Errorf("the ScaledObject has no trigger %s", sqsTrigger)
}

// autoscaler returns the rule of the HorizontalPodAutoscaler that KEDA would create.
func (s scaling) autoscaler(ctx context.Context, scaler scalers.Scaler, least, most int, faster float64) (*autoscaler, string) {
	external := scaler.GetMetricSpecForScaling(ctx)[0].External
	behavior := s.object.Spec.Advanced.HorizontalPodAutoscalerConfig.Behavior
	return &autoscaler{
		target: external.Target.AverageValue.AsApproximateFloat64(),
		least:  least,
		most:   min(most, int(*s.object.Spec.MaxReplicaCount)),
		up:     behavior.ScaleUp,
		down:   behavior.ScaleDown,
		faster: faster,
	}, external.Metric.Name
}

func measure(ctx context.Context, scaler scalers.Scaler, name string) (float64, error) {
	values, _, err := scaler.GetMetricsAndActivity(ctx, name)
	if err != nil {
		return 0, err
	}
	return values[0].Value.AsApproximateFloat64(), nil
}

// Package scalers consists of KEDA's own files, unchanged. .ci/tools.sh adds those that keda.sha256 names from the
// module to this folder while it builds, because KEDA's whole package needs the clients of some sixty services.
package scalers

// KEDA declares this name in the file of another scaler.
const externalMetricType = "External"

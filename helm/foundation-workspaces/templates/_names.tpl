{{/* SPDX-License-Identifier: Apache-2.0 */}}

{{- define "foundation.labels" -}}
app.kubernetes.io/part-of: foundation-workspaces
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "foundation.issuer" -}}
{{- .Values.cognito.issuer | default (printf "https://cognito-idp.%s.amazonaws.com/%s" .Values.region .Values.cognito.userPoolId) -}}
{{- end -}}

{{- define "foundation.jwksUri" -}}
{{- .Values.cognito.jwksUri | default (printf "%s/.well-known/jwks.json" (include "foundation.issuer" .)) -}}
{{- end -}}

{{/* Who may write what workspaces are made of, as a list in CEL. */}}
{{- define "foundation.keepers" -}}
['system:serviceaccount:{{ .Release.Namespace }}:foundation-operator',
{{- range .Values.ack.serviceAccounts }} 'system:serviceaccount:{{ $.Values.ack.namespace }}:{{ . }}',{{ end }} 'system:serviceaccount:kube-system:generic-garbage-collector', 'system:serviceaccount:kube-system:namespace-controller']
{{- end -}}

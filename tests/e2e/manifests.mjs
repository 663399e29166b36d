// Manifests that several specs type.

/** A Pod behind a Service: 9000 leads to 8080. */
export const shop = `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: sample
  ports:
  - name: http
    port: 9000
    targetPort: 8080
---
apiVersion: v1
kind: Pod
metadata:
  name: sample
  labels:
    app: sample
spec:
  containers:
  - name: web
    image: nginx
    ports:
    - containerPort: 8080
`;

/** A Pod on worker-1 behind a load balancer under the policy Local: the door of worker-2 drops. */
export const policies = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  selector:
    app: web
  ports:
  - name: http
    port: 80
    targetPort: 8080
    nodePort: 30080
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  nodeName: worker-1
  containers:
  - name: web
    image: nginx
    ports:
    - containerPort: 8080
`;

/** The same as the shop with a line that no YAML reader can read in the first document: `lineNumber` says which. */
export const broken = { text: shop.replace("  name: shop\n", "  name: [shop\n"), lineNumber: 4 };

/** So many Services, each with an endpoint by hand. */
export const services = (count) =>
  Array.from({ length: count }, (_, at) => `apiVersion: v1
kind: Service
metadata: {name: web-${at}}
spec: {ports: [{port: 80}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: web-${at}, labels: {kubernetes.io/service-name: web-${at}}}
addressType: IPv4
ports: [{name: "", port: 80}]
endpoints: [{addresses: [172.16.${at >> 8}.${at & 255}]}]
`).join("---\n");

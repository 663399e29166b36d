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

/** The same with a line that no YAML reader can read in the first document: `lineNumber` says which. */
export const broken = { text: shop.replace("  name: shop\n", "  name: [shop\n"), lineNumber: 4 };

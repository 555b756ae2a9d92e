export * from '../../electron/engine/vision/onnx/onnx-reader.ts';

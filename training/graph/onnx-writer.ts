export * from '../../electron/engine/vision/onnx/onnx-writer.ts';

export * from '../../electron/engine/vision/onnx/onnx-model.ts';

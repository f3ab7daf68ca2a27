using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines.Commands;

/// <summary>The merged document that a program left behind, checked before anything in it is believed.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">As it was written.</param>
/// <param name="Content">As it was read.</param>
internal sealed record ForeignDocument(string Path, byte[] Bytes, MergedQa Content)
{
    /// <summary>Reads the document of a run.</summary>
    /// <returns>The document, or why the run has none.</returns>
    public static Result<ForeignDocument> Read(CameraRunRequest request)
    {
        var path = ProductPaths.MergedQa(request.OutputRoot, request.Night, request.Exposure, request.Camera);
        var document = ReadBytes(path).Then(bytes => Read(path, bytes, request));
        return document.Failure is { } failure ? failure.In(path) : document;
    }

    private static Result<byte[]> ReadBytes(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return !file.Exists ? new Failure("the program wrote no merged document")
                : file.Length > MergedQa.LargestDocument
                    ? new Failure($"the merged document has {file.Length} bytes; at most {MergedQa.LargestDocument} are read")
                : File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the merged document cannot be read: {problem.Message}", Kind: FailureKind.Transient);
        }
    }

    private static Result<ForeignDocument> Read(string path, byte[] bytes, CameraRunRequest request)
    {
        if (!MergedQa.Read(bytes).TryGet(out var content, out var failure))
        {
            return failure;
        }

        return
            (content.Camera is { } camera && camera != request.Camera)
            || (content.Exposure is { } exposure && exposure != request.Exposure)
            || (content.Night is { } night && night != request.Night)
            ? new Failure(
                $"the merged document is of {content.Camera} of exposure {content.Exposure} of night {content.Night}, not of {request.Camera} of {request.Exposure} of {request.Night}"
            )
            : new ForeignDocument(path, bytes, content);
    }
}

using QuickLook.Core.Instrument;

namespace QuickLook.Core.Storage.Documents;

/// <summary>
/// A merged document that the table has, without its body. Two equal ones have the same body: each time that it is written, its version is another.
/// </summary>
/// <param name="RunId">Row of the camera run.</param>
/// <param name="Camera">The camera.</param>
/// <param name="Attempt">Attempt of the run that it belongs to.</param>
/// <param name="Version">Which writing of the row it is.</param>
/// <param name="PlainBytes">Bytes before compression, as the writer said.</param>
public sealed record StoredDocument(long RunId, CameraId Camera, int Attempt, long Version, int PlainBytes);

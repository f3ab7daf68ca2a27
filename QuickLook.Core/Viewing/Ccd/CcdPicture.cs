using System.Collections.Immutable;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Imaging;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Viewing.Ccd;

/// <summary>
/// An image in memory, ready to be painted: its pyramid, its marks, and what is known of it. Lives as long as the shelf or anybody with a lease holds it; thread-safe.
/// </summary>
public sealed class CcdPicture
{
    private int holders = 1;

    internal CcdPicture(ImagePyramid pyramid, MarkPyramid marks)
    {
        Pyramid = pyramid;
        Marks = marks;
        Bytes = pyramid.Bytes + marks.Bytes;
        PixelPool.Shared.Widen(Bytes);
    }

    /// <summary>Which image.</summary>
    public required CcdImageId Id { get; init; }

    /// <summary>The exposure it is of.</summary>
    public required ExposureId Exposure { get; init; }

    /// <summary>
    /// Changes when pixels of the same address change: made of file, its length and time of change, and of the calibration. Letters and digits.
    /// </summary>
    public required string Stamp { get; init; }

    /// <summary>The pixels in <see cref="CcdImageKinds.Unit"/>, <c>[row y, column x]</c>, and their smaller images.</summary>
    public ImagePyramid Pyramid { get; }

    /// <summary>Bits of <see cref="CcdMark"/>, of the same shape.</summary>
    public MarkPyramid Marks { get; }

    /// <summary>How bright it is.</summary>
    public required PixelDistribution Distribution { get; init; }

    /// <summary>Its amplifiers, A to D.</summary>
    public required ImmutableArray<CcdAmplifier> Amplifiers { get; init; }

    /// <summary>What the camera's header says it is.</summary>
    public required CameraIdentity Identity { get; init; }

    /// <summary>Rows and columns of the trimmed image.</summary>
    public required (int Height, int Width) CcdSize { get; init; }

    /// <summary>Pixels with each mark, in the order of <see cref="CcdMarks.All"/>.</summary>
    public required ImmutableArray<int> MarkedPixels { get; init; }

    /// <summary>Warnings of preprocessing, and what is wrong with the file beyond this camera.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>How long loading took, waiting for a turn not included.</summary>
    public TimeSpan LoadTime { get; init; }

    /// <summary>Bytes of all its planes.</summary>
    public long Bytes { get; }

    /// <summary>The whole image.</summary>
    public Plane<float> Image => Pyramid.Image;

    /// <summary>Takes part in holding it; only for who knows that somebody else holds it now.</summary>
    internal void Hold() => Interlocked.Increment(ref holders);

    /// <summary>Lets go; the last one gives the planes back.</summary>
    internal void LetGo()
    {
        if (Interlocked.Decrement(ref holders) == 0)
        {
            Pyramid.Dispose();
            Marks.Dispose();
            PixelPool.Shared.Widen(-Bytes);
        }
    }
}

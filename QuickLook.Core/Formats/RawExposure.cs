using System.Collections.Immutable;
using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Formats;

/// <summary>
/// A raw exposure open for reading (pipeline.md 1.2): exposure keywords, and one image HDU per camera, named <c>B0</c> to <c>Z9</c>, in
/// any order, any of them missing. Reading cameras is thread-safe; disposal must wait until all reads are done.
/// </summary>
public sealed class RawExposure : IDisposable
{
    private readonly FitsFile file;
    private readonly ImmutableDictionary<CameraId, FitsHdu> hdus;

    private RawExposure(FitsFile file, FitsHeader primary, ImmutableDictionary<CameraId, FitsHdu> hdus)
    {
        this.file = file;
        this.hdus = hdus;
        PrimaryHeader = primary;
        Metadata = ExposureKeywords.Read(primary);
        Cameras = [.. hdus.Keys.Order()];
    }

    /// <summary>The path that was opened.</summary>
    public string Path => file.Path;

    /// <summary>
    /// Header with the exposure's keywords: that of the first HDU that has EXPTIME. In simulations that is HDU 0; on the mountain HDU 0 has
    /// no keywords and HDU 1, <c>SPEC</c>, has them.
    /// </summary>
    public FitsHeader PrimaryHeader { get; }

    /// <summary>The exposure's keywords.</summary>
    public ExposureMetadata Metadata { get; }

    /// <summary>The cameras in the file, in display order.</summary>
    public ImmutableArray<CameraId> Cameras { get; }

    /// <summary>Where and why the file does not end as it should; null when it does. Cameras before that place can be read.</summary>
    public Failure? Damage => file.Damage;

    /// <summary>Opens an exposure; pixels are read when a camera is asked for.</summary>
    /// <param name="path">The file, such as <c>desi-00012345.fits.fz</c>.</param>
    /// <returns>The exposure, to be disposed by the caller; or why it cannot be used.</returns>
    public static Result<RawExposure> Open(string path)
    {
        if (!FitsFile.Open(path).TryGet(out var file, out var failure))
        {
            return failure;
        }

        var primary = file.Hdus.FirstOrDefault(hdu => hdu.Header.Contains("EXPTIME"));
        var cameras = ImmutableDictionary.CreateBuilder<CameraId, FitsHdu>();
        foreach (var hdu in file.Hdus)
        {
            if (CameraId.Parse(hdu.Name).TryGet(out var camera, out _))
            {
                cameras.TryAdd(camera, hdu);
            }
        }

        if (primary is null)
        {
            file.Dispose();
            var cutOff = file.Damage is null ? FailureKind.Permanent : FailureKind.Unfinished;
            return new Failure("no HDU has the keyword EXPTIME, so this is not a raw exposure", System.IO.Path.GetFileName(path), cutOff);
        }

        return new RawExposure(file, primary.Header, cameras.ToImmutable());
    }

    /// <summary>Reads what one camera's header says it is, without its pixels.</summary>
    /// <param name="camera">The camera.</param>
    public Result<CameraIdentity> ReadIdentity(CameraId camera) =>
        hdus.TryGetValue(camera, out var hdu) ? IdentityKeywords.Read(HeaderOf(hdu)) : NotInFile(camera);

    /// <summary>Reads one camera: merged header, amplifiers, pixels.</summary>
    /// <param name="camera">The camera.</param>
    /// <returns>The camera, to be disposed by the caller; or the reason with HDU, keyword or byte.</returns>
    public Result<RawCamera> ReadCamera(CameraId camera)
    {
        if (!hdus.TryGetValue(camera, out var hdu))
        {
            return NotInFile(camera);
        }

        var fileName = System.IO.Path.GetFileName(Path);
        var header = HeaderOf(hdu);
        if (hdu.Axes is not [var width, var height])
        {
            return new Failure("the HDU has no two-dimensional image", $"{fileName}, {hdu.Address}");
        }

        if (!AmplifierKeywords.Read(header, height, width).TryGet(out var amplifiers, out var failure))
        {
            return failure.In($"{fileName}, {hdu.Address}");
        }

        return hdu.ReadPlane().Map(pixels => new RawCamera(camera, header, pixels, amplifiers));
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private FitsHeader HeaderOf(FitsHdu hdu) =>
        hdu.Header.TryGet("INHERIT", out bool inherits) && inherits ? FitsHeader.Merge(PrimaryHeader, hdu.Header) : hdu.Header;

    private Failure NotInFile(CameraId camera)
    {
        var present = Cameras.IsEmpty ? "none" : string.Join(' ', Cameras);
        return new Failure($"camera {camera} is not in the file; it has {present}", System.IO.Path.GetFileName(Path));
    }
}

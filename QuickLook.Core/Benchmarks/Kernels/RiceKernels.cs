using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;

namespace QuickLook.Core.Benchmarks.Kernels;

/// <summary>
/// Decoding RICE_1 images, with the same pixels decoded by cfitsio where that is installed. Both open the file, which is in the system's cache, and give float
/// pixels; they are compared bit for bit before anything is timed.
/// </summary>
internal static class RiceKernels
{
    private const string RawImage = "RAW";

    /// <summary>The kernels: two, or four when cfitsio is there.</summary>
    /// <param name="subjects">Whose raw pixels are compressed.</param>
    public static IEnumerable<Kernel> Of(KernelSubjects subjects)
    {
        var raw = subjects.Raw.Pixels;
        var shorts = Convert<ushort>(raw, value => (ushort)Math.Clamp(value, ushort.MinValue, ushort.MaxValue));
        var integers = Convert<int>(raw, value => (int)value);
        return
        [
            .. Pair("Rice decoding, 16 bits", Write(subjects.Folder, "rice-16.fits.fz", shorts, raw), raw),
            .. Pair("Rice decoding, 32 bits", Write(subjects.Folder, "rice-32.fits.fz", integers, raw), raw),
        ];
    }

    private static IEnumerable<Kernel> Pair(string name, string path, Plane<float> raw)
    {
        var subject = $"{raw.Width} x {raw.Height} pixels";
        var other = $"{name}, by cfitsio";
        if (Cfitsio.Version is not { } version)
        {
            return [new Kernel(name, subject, () => Decode(path).Dispose())];
        }

        var pixels = new float[raw.Length];
        using (var ours = Decode(path))
        {
            Cfitsio.ReadFloats(path, RawImage, pixels);
            if (!ours.Span.SequenceEqual(pixels))
            {
                throw new InvalidOperationException($"{name}: cfitsio {version} gives other pixels.");
            }
        }

        return
        [
            new Kernel(name, subject, () => Decode(path).Dispose()) { ComparedWith = other },
            new Kernel(other, $"{subject}, version {version}", () => Cfitsio.ReadFloats(path, RawImage, pixels)),
        ];
    }

    private static Plane<float> Decode(string path)
    {
        using var file = FitsFile.Open(path).Value;
        return file.Find(RawImage)!.ReadPlane(threads: 1).Value;
    }

    private static T[] Convert<T>(Plane<float> raw, Func<float, T> of)
    {
        var pixels = new T[raw.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = of(raw.Span[i]);
        }

        return pixels;
    }

    private static string Write<T>(string folder, string name, T[] pixels, Plane<float> raw)
        where T : unmanaged
    {
        var path = Path.Combine(folder, name);
        var image = FitsHduContent.Image<T>(RawImage, pixels, [raw.Width, raw.Height], null, FitsCompression.Rice);
        return FitsWriter.Write(path, [image]).Failure is { } failure ? throw new InvalidOperationException(failure.ToString()) : path;
    }
}

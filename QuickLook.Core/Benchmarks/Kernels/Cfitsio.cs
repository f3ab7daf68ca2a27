using System.Globalization;
using System.Runtime.InteropServices;

namespace QuickLook.Core.Benchmarks.Kernels;

/// <summary>
/// The reference library for FITS files, where the system has it: something to compare with, never needed. Its functions are known by the short names that
/// the library exports; those of its manual are macros.
/// </summary>
internal static partial class Cfitsio
{
    private const string Library = "cfitsio";
    private const int ReadOnly = 0;
    private const int AnyHdu = -1;
    private const int FloatType = 42;

    private static readonly string[] FileNames = ["libcfitsio.so.10", "libcfitsio.so"];
    private static readonly Lazy<nint> Loaded = new(Load);

    /// <summary>As the library says it, such as <c>4.02</c>; null when the system has none.</summary>
    public static string? Version { get; } = ReadVersion();

    /// <summary>Opens a file, reads one image as physical values, and closes the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="extensionName">EXTNAME of the image.</param>
    /// <param name="pixels">As many as the image has.</param>
    /// <exception cref="InvalidOperationException">The library refused.</exception>
    public static void ReadFloats(string path, string extensionName, Span<float> pixels)
    {
        // Each function does nothing but hand the status on when it is not 0 already.
        var status = 0;
        Open(out var file, path, ReadOnly, ref status);
        MoveToName(file, AnyHdu, extensionName, 0, ref status);
        ReadPixels(file, FloatType, 1, pixels.Length, 0, ref MemoryMarshal.GetReference(pixels), out _, ref status);
        if (status != 0)
        {
            throw new InvalidOperationException($"cfitsio refused {path} with status {status}.");
        }

        Close(file, ref status);
    }

    private static string? ReadVersion()
    {
        if (Loaded.Value == 0)
        {
            return null;
        }

        GetVersion(out var number);
        return number.ToString("0.00#", CultureInfo.InvariantCulture);
    }

    private static nint Load()
    {
        foreach (var name in FileNames)
        {
            if (NativeLibrary.TryLoad(name, out var library))
            {
                NativeLibrary.SetDllImportResolver(typeof(Cfitsio).Assembly, (asked, _, _) => asked == Library ? library : 0);
                return library;
            }
        }

        return 0;
    }

    [LibraryImport(Library, EntryPoint = "ffdkopn", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(out nint file, string path, int mode, ref int status);

    [LibraryImport(Library, EntryPoint = "ffmnhd", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MoveToName(nint file, int kind, string name, int version, ref int status);

    [LibraryImport(Library, EntryPoint = "ffgpv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ReadPixels(
        nint file,
        int type,
        long first,
        long count,
        nint valueOfNull,
        ref float pixels,
        out int anyNull,
        ref int status
    );

    [LibraryImport(Library, EntryPoint = "ffclos")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(nint file, ref int status);

    [LibraryImport(Library, EntryPoint = "ffvers")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial float GetVersion(out float version);
}

using System.Runtime.InteropServices;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Queue;

/// <summary>
/// Replaces a link by another in one step. .NET's moves check first and then act, or refuse a link to a folder; <c>rename(2)</c> is atomic: a reader
/// sees the old target or the new one.
/// </summary>
internal static partial class SymbolicLinks
{
    /// <summary>Renames <paramref name="from"/> to <paramref name="to"/>, which may exist.</summary>
    public static Result<Done> Replace(string from, string to) =>
        Rename(from, to) == 0
            ? Done.Value
            : new Failure($"rename failed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}", to);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);
}

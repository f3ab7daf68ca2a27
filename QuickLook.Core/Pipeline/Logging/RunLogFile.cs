using System.Text;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Logging;

/// <summary>The file <c>run-CAMERA.log</c> while a run writes it; each line is on disk at once, so that others can follow. Not thread-safe.</summary>
internal sealed class RunLogFile : IDisposable
{
    private readonly StreamWriter writer;

    private RunLogFile(StreamWriter writer) => this.writer = writer;

    /// <summary>Creates the file, and its folder when that is missing; replaces one of an earlier run.</summary>
    public static Result<RunLogFile> Create(string path) => Open(path, FileMode.Create);

    /// <summary>Goes on with a file that another process has written.</summary>
    public static Result<RunLogFile> Append(string path) => Open(path, FileMode.Append);

    private static Result<RunLogFile> Open(string path, FileMode mode)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var stream = new FileStream(path, mode, FileAccess.Write, FileShare.Read | FileShare.Delete);
            return new RunLogFile(
                new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" }
            );
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the run log cannot be written: {problem.Message}", path, FailureKind.Transient);
        }
    }

    /// <summary>Appends a line.</summary>
    /// <returns>False when the disk refuses.</returns>
    public bool TryWrite(string line)
    {
        try
        {
            writer.WriteLine(line);
            return true;
        }
        catch (IOException)
        {
            // The caller tells the observer, once; a full disk must not end a run that can still give its verdicts.
            return false;
        }
    }

    public void Dispose()
    {
        try
        {
            writer.Dispose();
        }
        catch (IOException)
        {
            // What could not be flushed was reported when it was written.
        }
    }
}

using System.Diagnostics;
using QuickLook.Core.Results;

namespace QuickLook.Core.Storage.Private;

/// <summary>
/// As whom the server's programs run. PostgreSQL refuses to run as root, so root hands over to the account <c>postgres</c>, or, where that
/// account is missing or cannot reach the folder, to a user namespace in which it is not root.
/// </summary>
internal sealed class ServerAccount
{
    private const string Account = "postgres";

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(20);

    private readonly string[] prefix;
    private readonly string? owner;

    private ServerAccount(string[] prefix, string? owner)
    {
        this.prefix = prefix;
        this.owner = owner;
    }

    private static ServerAccount Self { get; } = new([], owner: null);

    private static ServerAccount Postgres { get; } =
        new(["setpriv", $"--reuid={Account}", $"--regid={Account}", "--clear-groups", "--"], $"{Account}:{Account}");

    private static ServerAccount InNamespace { get; } = new(["unshare", "--map-user=65534", "--map-group=65534", "--"], "0:0");

    /// <summary>Chooses the account for a folder that exists, and hands the folder over to it.</summary>
    public static async Task<Result<ServerAccount>> ForAsync(string folder, CancellationToken cancellationToken)
    {
        if (!string.Equals(Environment.UserName, "root", StringComparison.Ordinal))
        {
            return Self;
        }

        foreach (var account in new[] { Postgres, InNamespace })
        {
            if ((await account.TakeOverAsync(folder, cancellationToken).ConfigureAwait(false)).IsSuccess)
            {
                return account;
            }
        }

        return new Failure(
            "PostgreSQL does not run as root, and neither the account postgres nor a user namespace can be used; "
                + "start QuickLook as a plain user or configure a connection string",
            folder
        );
    }

    /// <summary>Makes the account the owner of a folder and checks that it can write there.</summary>
    public async Task<Result<Done>> TakeOverAsync(string folder, CancellationToken cancellationToken)
    {
        if (owner is not null)
        {
            var given = await Self.RunAsync("chown", ["-R", owner, folder], Moment, cancellationToken).ConfigureAwait(false);
            if (!given.IsSuccess)
            {
                return given;
            }
        }

        return await RunAsync("test", ["-w", folder], Moment, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a program to its end. Its output goes to a file-less pipe, so it must not leave children behind that keep it open.</summary>
    /// <returns>Success for exit code 0; else the last lines it printed.</returns>
    public async Task<Result<Done>> RunAsync(string program, string[] arguments, TimeSpan patience, CancellationToken cancellationToken)
    {
        var command = (string[])[.. prefix, program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        try
        {
            using var process = Process.Start(start)!;
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(patience);
            var said = new List<string>();
            void Keep(object sender, DataReceivedEventArgs line)
            {
                lock (said)
                {
                    said.Add(line.Data ?? string.Empty);
                }
            }

            process.OutputDataReceived += Keep;
            process.ErrorDataReceived += Keep;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await WaitForExitAsync(process, deadline.Token).ConfigureAwait(false);
            if (process.ExitCode == 0)
            {
                return Done.Value;
            }

            lock (said)
            {
                return new Failure($"exit code {process.ExitCode}: {string.Join(' ', said.TakeLast(6)).Trim()}", Path.GetFileName(program));
            }
        }
        catch (System.ComponentModel.Win32Exception absent)
        {
            return new Failure(absent.Message, command[0]);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Failure($"did not end within {patience.TotalSeconds:F0} s", program, FailureKind.Transient);
        }
    }

    // Process.WaitForExitAsync also waits for the end of the output pipe, which the server inherits from pg_ctl and never closes.
    private static async Task WaitForExitAsync(Process process, CancellationToken cancellationToken)
    {
        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => exited.TrySetResult();
        if (process.HasExited)
        {
            return;
        }

        try
        {
            await exited.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}

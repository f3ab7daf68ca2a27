using System.Diagnostics;
using System.Text;
using QuickLook.Web.Commands;

namespace QuickLook.Tests.Chaos;

/// <summary><c>quicklook serve</c> as a process of its own, to be killed without a word and started again.</summary>
public sealed class ServiceProcess(string name, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    : IDisposable
{
    private readonly StringBuilder output = new();
    private Process? process;

    public string Name => name;

    /// <summary>How often it was found ended without having been killed: it lost its place to the other one.</summary>
    public int EndedByItself { get; private set; }

    public bool IsRunning => process is { HasExited: false };

    /// <summary>What it printed since the first start.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    public int Id => process?.Id ?? 0;

    public void Start()
    {
        Dispose();
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "quicklook.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts it again when it has ended by itself, as a service manager does.</summary>
    public void Revive()
    {
        if (process is { HasExited: true })
        {
            EndedByItself++;
            Start();
        }
    }

    /// <summary>Asks it to end, as a service manager does, and waits for it; it ends in time, in order, whatever it does.</summary>
    public async Task EndAsync()
    {
        if (process is { HasExited: false } running)
        {
            using var asking = Process.Start("kill", ["-TERM", running.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            try
            {
                await running.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{name} did not end when it was asked to: {Output}");
            }

            // The runtime ends a process that has not begun to listen.
            running.ExitCode.ShouldBeOneOf(ExitCode.Success, 128 + 15);
        }

        Dispose();
    }

    public void Kill()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: false);
            process.WaitForExit();
        }

        Dispose();
    }

    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process?.Dispose();
        process = null;
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                output.Append(name).Append(": ").AppendLine(line);
            }
        }
    }
}

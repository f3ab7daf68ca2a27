using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace QuickLook.Tests.Browser;

/// <summary>A network between browser and server that can be cut and mended.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly ConcurrentDictionary<TcpClient, bool> open = new();
    private readonly int target;
    private readonly Task accepting;
    private volatile bool cut;

    public Relay(string server)
    {
        target = new Uri(server).Port;
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>Ends every connection and refuses new ones.</summary>
    public void Cut()
    {
        cut = true;
        foreach (var client in open.Keys)
        {
            client.Close();
        }
    }

    public void Mend() => cut = false;

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        Cut();
        listener.Dispose();
        await accepting;
        over.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!over.IsCancellationRequested)
            {
                var client = await listener.AcceptTcpClientAsync(over.Token);
                if (cut)
                {
                    client.Close();
                }
                else
                {
                    _ = PassAsync(client);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient();
        open[client] = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, target, over.Token);
            var (near, far) = (client.GetStream(), server.GetStream());
            await Task.WhenAny(near.CopyToAsync(far, over.Token), far.CopyToAsync(near, over.Token));
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut, or one side has gone.
        }
        finally
        {
            open.TryRemove(client, out _);
            client.Close();
        }
    }
}

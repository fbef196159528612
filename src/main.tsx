import './ui/sealed/close-doors.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './ui/App.tsx'
import { startOffline } from './ui/offline.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with id root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
void startOffline()
